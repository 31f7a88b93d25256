package io.darkroom.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.Api.Answer;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.journey.Journey;
import io.darkroom.systemtests.platform.Folders;
import io.darkroom.systemtests.platform.StandalonePlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal is a typed problem, the platform is unharmed, and nothing stays behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String UPLOAD = "/api/images?name=x";
  private static final long LIMIT = 64L << 20;
  private static final Duration LIMIT_OF_A_JOB = Duration.ofSeconds(60);

  private final Photo photo = Photo.jpeg(640, 480, 11);
  private StandalonePlatform platform;
  private Api api;
  private User user;
  private String imageId;

  @BeforeAll
  void start() {
    platform = StandalonePlatform.start();
    api = new Api(platform::base);
    user = User.register(api);
    imageId = user.upload("ok.jpg", "image/jpeg", photo.bytes()).path("id").asText();
  }

  @AfterAll
  void isUnharmed() {
    try {
      Journey.run(user, Photo.jpeg(800, 600, 12));
    } finally {
      platform.close();
    }
  }

  @Test
  void refusesWhatIsNotAnImage() {
    byte[] text = "this is no image at all".repeat(40).getBytes(StandardCharsets.UTF_8);
    refusesUpload("image/jpeg", text, 415, "unsupported-format");
  }

  @Test
  void refusesAnImageCutInItsHeader() {
    refusesUpload("image/jpeg", Rubbish.cut(photo.bytes(), 100), 422, "corrupt-image");
  }

  @Test
  void refusesAnEmptyBody() {
    refusesUpload("image/jpeg", new byte[0], 400, "invalid-request");
  }

  @Test
  void refusesAHeaderThatPromisesTooMuch() {
    refusesUpload("image/png", Rubbish.pngHeader(50_000, 50_000), 422, "too-many-pixels");
  }

  @Test
  void refusesAContentTypeThatIsNoImage() {
    refusesUpload("text/html", photo.bytes(), 415, "unsupported-media-type");
  }

  @Test
  void refusesABodyThatSaysItIsTooLarge() {
    List<Path> before = blobs();
    String head =
        "POST "
            + UPLOAD
            + " HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\nAuthorization: Bearer "
            + user.token().orElseThrow()
            + "\r\nContent-Length: "
            + (LIMIT + 1)
            + "\r\n\r\n";

    assertThat(RawHttp.status(platform.base(), head, photo.bytes())).isEqualTo(413);
    assertThat(blobs()).isEqualTo(before);
  }

  @Test
  void refusesAFormOfTenThousandFieldsSoon() {
    byte[] form = Rubbish.form("b", 10_000);
    List<Path> before = blobs();
    long from = System.nanoTime();

    Answer answer =
        api.bytes("POST", "/api/images", user.token(), "multipart/form-data; boundary=b", form);

    assertProblem(answer, 413, "body-too-large");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
    assertThat(blobs()).isEqualTo(before);
  }

  @Test
  void refusesAnImageCutInItsData() {
    byte[] cut = Rubbish.cut(photo.bytes(), photo.bytes().length / 2);
    refusesUpload("image/jpeg", cut, 422, "corrupt-image");
  }

  @Test
  void failsTheTaskOfAnImageDamagedInItsData() {
    byte[] damaged = Rubbish.damaged(Photo.png(640, 480, 13).bytes());
    String id = user.upload("damaged.png", "image/png", damaged).path("id").asText();

    JsonNode job = user.createJob(List.of(id), List.of("resize:100x/jpeg"));
    JsonNode ended = user.awaitJob(job.path("id").asText(), LIMIT_OF_A_JOB);

    assertThat(ended.path("status").asText()).isEqualTo("failed");
    assertThat(ended.path("tasks").path(0).path("failure").path("code").asText())
        .isEqualTo("corrupt-image");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/images",
    "GET, /api/jobs",
    "POST, /api/images?name=x",
    "POST, /api/jobs",
    "GET, /api/auth/me"
  })
  void refusesARequestWithoutAToken(String method, String path) {
    assertProblem(api.send(method, path, Optional.empty()), 401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rubbish", "a.b", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
  void refusesATokenNobodyIssued(String token) {
    assertProblem(api.send("GET", "/api/jobs", Optional.of(token)), 401, "unauthenticated");
  }

  @Test
  void hidesWhatBelongsToAnotherOwner() {
    String job = user.createJob(List.of(imageId), List.of("png")).path("id").asText();
    User stranger = User.register(api);
    // Its result is a file of its own, which must not turn up while another test counts files.
    user.awaitJob(job, LIMIT_OF_A_JOB);

    for (String path :
        List.of(
            "/api/images/" + imageId,
            "/api/images/" + imageId + "/content",
            "/api/jobs/" + job,
            "/api/jobs/" + job + "/results")) {
      assertProblem(api.send("GET", path, stranger.token()), 404, "not-found");
    }
    Answer answer =
        api.json("POST", "/api/jobs", stranger.token(), body(List.of(imageId), "resize:10x"));
    assertThat(answer.status()).isIn(404, 422);
    assertThat(answer.json().path("code").asText()).isIn("not-found", "unprocessable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resize:",
        "resize:0x0",
        "resize:99999x",
        "resize:-5x",
        "nonsense",
        "resize:800x/nonsense",
        "rotate:abc",
        "jpeg:q=101",
        "resize:800x,fit=sideways",
        "//",
        "%00",
        "resize:800x;drop table jobs"
      })
  void refusesAMalformedRecipe(String recipe) {
    Answer answer = api.json("POST", "/api/jobs", user.token(), body(List.of(imageId), recipe));

    assertProblem(answer, 422, "invalid-recipe");
    assertThat(answer.json().path("errors").path(0).path("pointer").asText())
        .startsWith("/outputs/0/recipe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"images\":[]}",
        "{\"images\":\"img\",\"outputs\":[]}",
        "{\"images\":[7],\"outputs\":[{\"recipe\":\"png\"}]}",
        "{\"images\":[\"../../etc/passwd\"],\"outputs\":[{\"recipe\":\"png\"}]}"
      })
  void refusesAMalformedJob(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    Answer answer = api.bytes("POST", "/api/jobs", user.token(), "application/json", body);

    assertProblem(answer, 400, "invalid-request");
  }

  @ParameterizedTest
  @CsvSource({"GET, /api/nothing-here", "GET, /api/jobs/job_1/nothing", "GET, /api/jobs/xyz"})
  void answersUnknownAddressesWithAProblem(String method, String path) {
    Answer answer = api.send(method, path, user.token());

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.header("content-type").orElse("")).startsWith("application/problem+json");
  }

  private void refusesUpload(String contentType, byte[] body, int status, String code) {
    List<Path> before = blobs();
    int listed = images();

    Answer answer = api.bytes("POST", UPLOAD, user.token(), contentType, body);

    assertProblem(answer, status, code);
    assertThat(blobs()).as("files in the blob store").isEqualTo(before);
    assertThat(images()).as("images listed").isEqualTo(listed);
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status())
        .as(new String(answer.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    assertThat(answer.header("content-type").orElse("")).startsWith("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("traceId").asText()).matches("[0-9a-f]{32}");
  }

  private static Map<String, Object> body(List<String> images, String recipe) {
    return Map.of("images", images, "outputs", List.of(Map.of("recipe", recipe)));
  }

  private List<Path> blobs() {
    return Folders.files(platform.data().resolve("blobs"));
  }

  private int images() {
    return api.send("GET", "/api/images", user.token()).expect(200).json().path("items").size();
  }
}
