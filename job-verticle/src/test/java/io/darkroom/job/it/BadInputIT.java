package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a request, the answer says so and nothing of it stays. */
class BadInputIT {
  private static JobPlatform platform;

  @BeforeAll
  static void start() throws Exception {
    platform = JobPlatform.start(Map.of("job.upload.max-bytes", "100KiB"));
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    await()
        .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
        .untilAsserted(
            () -> {
              assertThat(platform.files()).as("files").isZero();
              assertThat(platform.count("SELECT count(*) FROM job.images")).isZero();
              assertThat(platform.count("SELECT count(*) FROM job.blobs")).isZero();
              assertThat(platform.count("SELECT count(*) FROM job.jobs")).isZero();
            });
  }

  static Stream<Arguments> uploads() {
    byte[] jpeg = TestPictures.jpeg(1);
    byte[] png = TestPictures.png(1);
    byte[] text = "this is no image at all".repeat(100).getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        Arguments.of("no bytes", "image/jpeg", new byte[0], 400, "invalid-request"),
        Arguments.of("no image", "image/jpeg", text, 415, "unsupported-format"),
        Arguments.of("a few bytes", "image/jpeg", new byte[] {1, 2}, 415, "unsupported-format"),
        Arguments.of("cut header", "image/png", Arrays.copyOf(png, 20), 422, "corrupt-image"),
        Arguments.of(
            "cut JPEG", "image/jpeg", Arrays.copyOf(jpeg, jpeg.length / 2), 422, "corrupt-image"),
        Arguments.of(
            "cut PNG", "image/png", Arrays.copyOf(png, png.length - 20), 422, "corrupt-image"),
        Arguments.of(
            "huge", "image/png", TestPictures.pngClaiming(50_000, 50_000), 422, "too-many-pixels"),
        Arguments.of("PNG as JPEG", "image/jpeg", png, 415, "unsupported-media-type"),
        Arguments.of("not a type of images", "text/plain", jpeg, 415, "unsupported-media-type"),
        Arguments.of("unknown type", "image/x-odd", jpeg, 415, "unsupported-media-type"),
        Arguments.of("too long", "image/jpeg", new byte[200_000], 413, "body-too-large"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uploads")
  void aBadUploadIsRefused(String what, String type, byte[] bytes, int status, String code) {
    HttpResponse<byte[]> response = platform.client("usr_bad").upload("x", type, bytes);

    assertThat(response.statusCode()).as(JobClient.text(response)).isEqualTo(status);
    assertThat(JobClient.json(response).getString("code")).isEqualTo(code);
  }

  @Test
  void aLongBodyWithoutALengthIsCutOff() {
    JobClient client = platform.client("usr_bad");
    byte[] picture = TestPictures.encoded("bmp", 1, 400, 400);

    HttpResponse<byte[]> response =
        client.send(
            client
                .request("/api/images?name=x.bmp")
                .header("Content-Type", "image/bmp")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(picture)))
                .build());

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws Exception {
    byte[] picture = TestPictures.encoded("bmp", 1, 100, 100);
    try (Socket socket = new Socket("127.0.0.1", platform.instance().port())) {
      String head =
          "POST /api/images?name=x HTTP/1.1\r\nHost: x\r\nContent-Type: image/bmp\r\n"
              + "Content-Length: "
              + picture.length
              + "\r\nAuthorization: Bearer "
              + platform.issuer.token("usr_bad")
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(picture, 0, picture.length / 2);
      socket.getOutputStream().flush();
      await()
          .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
          .until(() -> platform.files() == 1);
    }
  }

  @Test
  void withoutAGoodTokenNothingIsAnswered() {
    int port = platform.instance().port();
    String expired = platform.issuer.token("usr_bad", "*", Instant.now().minusSeconds(600));
    String narrow = platform.issuer.token("usr_bad", "jobs:read", Instant.now().plusSeconds(60));

    assertThat(new JobClient(port, "").get("/api/jobs").statusCode()).isEqualTo(401);
    assertThat(new JobClient(port, "a.b.c").get("/api/jobs").statusCode()).isEqualTo(401);
    HttpResponse<byte[]> late = new JobClient(port, expired).get("/api/jobs");
    assertThat(JobClient.json(late).getString("code")).isEqualTo("token-expired");
    assertThat(new JobClient(port, narrow).get("/api/images").statusCode()).isEqualTo(403);
  }

  static Stream<Arguments> jobs() {
    String unknown = new Ids().next(IdKind.IMAGE);
    String image = "\"images\":[\"" + unknown + "\"]";
    return Stream.of(
        Arguments.of("no JSON", "{", 400, "invalid-request"),
        Arguments.of("no images", "{\"outputs\":[{\"recipe\":\"jpeg\"}]}", 400, "invalid-request"),
        Arguments.of("no outputs", "{" + image + ",\"outputs\":[]}", 400, "invalid-request"),
        Arguments.of(
            "an odd property",
            "{" + image + ",\"outputs\":[{\"recipe\":\"jpeg\"}],\"odd\":1}",
            400,
            "invalid-request"),
        Arguments.of(
            "a NUL in the name",
            "{\"name\":\"a\\u0000b\"," + image + ",\"outputs\":[{\"recipe\":\"jpeg\"}]}",
            400,
            "invalid-request"),
        Arguments.of(
            "a bad recipe",
            "{" + image + ",\"outputs\":[{\"recipe\":\"resize:0x0/jpeg\"}]}",
            422,
            "invalid-recipe"),
        Arguments.of(
            "an unknown image",
            "{" + image + ",\"outputs\":[{\"recipe\":\"jpeg\"}]}",
            422,
            "unprocessable"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void aBadJobIsRefused(String what, String body, int status, String code) {
    HttpResponse<byte[]> response = platform.client("usr_bad").post("/api/jobs", body);

    assertThat(response.statusCode()).as(JobClient.text(response)).isEqualTo(status);
    assertThat(JobClient.json(response).getString("code")).isEqualTo(code);
    assertThat(JobClient.json(response).getString("traceId")).hasSize(32);
  }

  @Test
  void aParameterTheDatabaseCannotTakeIsRefusedBefore() {
    JobClient client = platform.client("usr_bad");
    for (String path :
        List.of(
            "/api/jobs?q=%00",
            "/api/images?q=%00",
            "/api/images?cursor=AAAA",
            "/api/recipes?cursor=%00",
            "/api/jobs?limit=0",
            "/api/jobs/job_nonsense")) {
      assertThat(client.get(path).statusCode()).as(path).isEqualTo(400);
    }
  }

  @Test
  void anothersThingsDoNotExist() {
    JobClient mine = platform.client("usr_mine");
    JobClient theirs = platform.client("usr_theirs");
    String image = mine.image(1);
    String job = mine.job(List.of(image), "jpeg");

    for (String path :
        List.of(
            "/api/images/" + image,
            "/api/images/" + image + "/content",
            "/api/jobs/" + job,
            "/api/jobs/" + job + "/results")) {
      assertThat(theirs.get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(theirs.delete("/api/images/" + image).statusCode()).isEqualTo(404);
    assertThat(theirs.delete("/api/jobs/" + job).statusCode()).isEqualTo(404);
    assertThat(theirs.post("/api/jobs/" + job + "/cancel", "{}").statusCode()).isEqualTo(404);
    assertThat(
            theirs
                .post("/api/jobs", JobClient.jobBody(List.of(image), "jpeg").encode())
                .statusCode())
        .isEqualTo(422);

    assertThat(mine.delete("/api/jobs/" + job).statusCode()).isEqualTo(204);
    assertThat(mine.delete("/api/images/" + image).statusCode()).isEqualTo(204);
  }
}
