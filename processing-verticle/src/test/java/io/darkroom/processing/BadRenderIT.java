package io.darkroom.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.processing.testing.Instance;
import io.darkroom.processing.testing.Pictures;
import io.darkroom.processing.testing.Platform;
import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders that are refused: the right problem, nothing left behind, the service unharmed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRenderIT {
  private static final byte[] PHOTO = Pictures.jpeg(320, 240, 1);

  private Path folder;
  private Platform platform;
  private Instance instance;
  private String token;

  @BeforeAll
  void start(@TempDir Path given) {
    folder = given;
    platform = new Platform(folder);
    instance =
        platform.start(
            "processing.slots=1", "processing.render.queue=2", "processing.render.max-bytes=2MiB");
    token = platform.authority.token(Platform.OWNER, "render");
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  private HttpRequest<Buffer> upload(String recipe) {
    return instance
        .http
        .post("/api/render")
        .addQueryParam("recipe", recipe)
        .bearerTokenAuthentication(token)
        .putHeader("Content-Type", "image/jpeg");
  }

  private void assertNothingIsLeft() {
    await()
        .atMost(Eventually.LIMIT)
        .untilAsserted(
            () -> {
              assertThat(files()).isEmpty();
              assertThat(instance.gauge("slots.busy")).isZero();
              assertThat(instance.gauge("memory.bytes")).isZero();
            });
    HttpResponse<Buffer> good =
        Eventually.get(upload("resize:8x8/png").sendBuffer(Buffer.buffer(PHOTO)));
    assertThat(good.statusCode()).isEqualTo(200);
  }

  private List<Path> files() throws IOException {
    Path blobs = folder.resolve("blobs");
    if (!Files.isDirectory(blobs)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(blobs)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  static List<Arguments> bad() {
    byte[] huge = Pictures.png(4, 4, 1);
    huge[18] = (byte) 0xc3;
    huge[19] = 0x50;
    huge[22] = (byte) 0xc3;
    huge[23] = 0x50;
    return List.of(
        Arguments.of("no recipe", "", PHOTO, 400, "invalid-request"),
        Arguments.of("unknown step", "explode:1/jpeg", PHOTO, 422, "invalid-recipe"),
        Arguments.of("wrong parameter", "resize:-5x5/jpeg", PHOTO, 422, "invalid-recipe"),
        Arguments.of("broken JSON", "{\"steps\":[", PHOTO, 422, "invalid-recipe"),
        Arguments.of("empty body", "jpeg", new byte[0], 400, "invalid-request"),
        Arguments.of("text", "jpeg", text("hello, world"), 415, "unsupported-format"),
        Arguments.of("truncated", "jpeg", Arrays.copyOf(PHOTO, 900), 422, "corrupt-image"),
        Arguments.of("too large a body", "jpeg", new byte[3 << 20], 413, "body-too-large"),
        Arguments.of("50,000 x 50,000", "jpeg", huge, 422, null),
        Arguments.of("too large a result", "resize:16000x16000,fit=fill/png", PHOTO, 422, null));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void isRefused(String what, String recipe, byte[] body, int status, String code) {
    HttpResponse<Buffer> answer = Eventually.get(upload(recipe).sendBuffer(Buffer.buffer(body)));

    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
    assertThat(answer.getHeader("Content-Type")).startsWith("application/problem+json");
    if (code != null) {
      assertThat(answer.bodyAsJsonObject().getString("code")).isEqualTo(code);
    }
    assertNothingIsLeft();
  }

  @Test
  void aWrongContentTypeIsRefused() {
    HttpResponse<Buffer> answer =
        Eventually.get(
            upload("jpeg")
                .putHeader("Content-Type", "text/plain")
                .sendBuffer(Buffer.buffer(PHOTO)));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertNothingIsLeft();
  }

  @Test
  void aBodyOfUnknownLengthBeyondTheLimitIsRefused() {
    HttpResponse<Buffer> answer =
        Eventually.get(
            upload("jpeg")
                .sendStream(new EndlessBody(platform.vertx.getOrCreateContext(), 4 << 20)));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertNothingIsLeft();
  }

  @Test
  void noTokenAnExpiredOneAndOneWithoutTheScopeAreRefused() {
    Instant past = Instant.now().minusSeconds(60);
    assertThat(statusWith("")).isEqualTo(401);
    assertThat(statusWith("a.b.c")).isEqualTo(401);
    assertThat(statusWith(platform.authority.token(Platform.OWNER, "render", past))).isEqualTo(401);
    assertThat(statusWith(platform.authority.token(Platform.OWNER, "jobs:read"))).isEqualTo(403);
  }

  private int statusWith(String bearer) {
    HttpRequest<Buffer> request =
        instance
            .http
            .post("/api/render")
            .addQueryParam("recipe", "jpeg")
            .putHeader("Content-Type", "image/jpeg");
    if (!bearer.isEmpty()) {
      request.bearerTokenAuthentication(bearer);
    }
    return Eventually.get(request.sendBuffer(Buffer.buffer(PHOTO))).statusCode();
  }

  @Test
  void moreThanCanBeDoneIsRefusedWithAHint() {
    // long enough that all come while the first is at work, and far from the deadline on a busy
    // machine
    byte[] photo = Pictures.jpeg(700, 525, 2);

    List<Future<HttpResponse<Buffer>>> all =
        IntStream.range(0, 12)
            .mapToObj(
                n -> upload("median:5/rotate:" + (n + 1) + "/png").sendBuffer(Buffer.buffer(photo)))
            .toList();
    Eventually.get(Future.all(all));

    List<HttpResponse<Buffer>> refused =
        all.stream().map(Future::result).filter(a -> a.statusCode() == 503).toList();
    List<HttpResponse<Buffer>> served =
        all.stream().map(Future::result).filter(a -> a.statusCode() == 200).toList();
    assertThat(refused).isNotEmpty().hasSize(12 - served.size());
    assertThat(served).hasSizeGreaterThanOrEqualTo(3);
    assertThat(refused.getFirst().getHeader("Retry-After")).isEqualTo("1");
    assertThat(refused.getFirst().bodyAsJsonObject().getString("code")).isEqualTo("overloaded");
    assertNothingIsLeft();
  }

  @Test
  void aReaderThatGoesAwayFreesTheWorker() {
    String slow = "resize:7000x7000,fit=fill/" + "median:7/".repeat(8) + "png";
    Future<HttpResponse<Buffer>> gone =
        upload(slow).timeout(1_500).sendBuffer(Buffer.buffer(PHOTO));

    Eventually.get(gone.transform(done -> Future.succeededFuture()));

    assertThat(gone.failed()).isTrue();
    assertNothingIsLeft();
  }
}
