package io.darkroom.gateway;

import static io.darkroom.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The interface as a browser asks for it. */
class UiIT {
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = new GatewayFixture(Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  @Test
  void thePageAnswersEveryNavigation() throws Exception {
    for (String path : List.of("/", "/jobs/some-job", "/login?next=/jobs")) {
      HttpResponse<String> page = navigate(path);

      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body()).contains("Test interface");
      assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
      assertThat(page.headers().firstValue("content-security-policy").orElse(""))
          .contains("default-src 'self'")
          .contains("frame-ancestors 'none'");
    }
  }

  @Test
  void assetsAreKeptForEver() throws Exception {
    HttpResponse<String> asset = gateway.send(gateway.request("/assets/app-1a2b.js"));
    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("cache-control").orElse("")).contains("immutable");
    assertThat(asset.headers().firstValue("content-type").orElse("")).startsWith("text/javascript");

    HttpResponse<String> packed =
        gateway.send(gateway.request("/assets/app-1a2b.js").header("accept-encoding", "gzip"));
    assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
    HttpResponse<String> same =
        gateway.send(
            gateway
                .request("/assets/app-1a2b.js")
                .header("if-none-match", asset.headers().firstValue("etag").orElseThrow()));
    assertThat(same.statusCode()).isEqualTo(304);
  }

  @Test
  void whatIsNoPageIsNotFound() throws Exception {
    assertProblem(404, "not-found", navigate("/assets/gone.js"));
    assertProblem(404, "not-found", navigate("/api/gone"));
    assertProblem(404, "not-found", gateway.send(gateway.request("/gone.json")));
    assertProblem(
        404,
        "not-found",
        gateway.send(gateway.request("/anything").POST(BodyPublishers.ofString("x"))));
  }

  private static HttpResponse<String> navigate(String path) throws Exception {
    return gateway.send(gateway.request(path).header("accept", "text/html,*/*;q=0.8"));
  }
}
