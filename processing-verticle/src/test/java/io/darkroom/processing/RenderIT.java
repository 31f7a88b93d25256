package io.darkroom.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.message.Outcome.Succeeded;
import io.darkroom.codecs.message.TaskBatch;
import io.darkroom.kit.blob.StoredBlob;
import io.darkroom.processing.testing.Instance;
import io.darkroom.processing.testing.Pictures;
import io.darkroom.processing.testing.Platform;
import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renders over HTTP. */
class RenderIT {
  private static final String SMALL = "resize:80x60,fit=fill/jpeg";

  @TempDir Path folder;

  private Platform platform;
  private Instance instance;
  private String token;

  @BeforeEach
  void start() {
    platform = new Platform(folder);
    instance = platform.start();
    token = platform.authority.token(Platform.OWNER, "render images:read");
  }

  @AfterEach
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

  private HttpResponse<Buffer> render(byte[] image, String recipe) {
    return Eventually.get(upload(recipe).sendBuffer(Buffer.buffer(image)));
  }

  private HttpRequest<Buffer> get(String path) {
    return instance.http.get(path).bearerTokenAuthentication(token);
  }

  private String ownedImage(byte[] bytes) {
    String id = platform.ids.next(IdKind.IMAGE);
    platform.directory.add(token, id, platform.store(bytes).sha256());
    return id;
  }

  private List<Path> uploads() throws IOException {
    Path renders = folder.resolve("blobs").resolve("renders");
    if (!Files.isDirectory(renders)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(renders)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aBodyIsRenderedAndNothingOfItKept() throws IOException {
    HttpResponse<Buffer> answer = render(Pictures.jpeg(320, 240, 1), SMALL);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("image/jpeg");
    assertThat(answer.getHeader("ETag")).matches("\"[0-9a-f]{32}\"");
    assertThat(answer.getHeader("Server-Timing")).contains("cache;desc=miss").contains("encode;");
    BufferedImage pixels = Pictures.decode(answer.body().getBytes());
    assertThat(List.of(pixels.getWidth(), pixels.getHeight())).containsExactly(80, 60);
    await().atMost(Eventually.LIMIT).untilAsserted(() -> assertThat(uploads()).isEmpty());
  }

  @Test
  void theSameRenderAgainComesFromMemoryWithTheSameTag() {
    byte[] photo = Pictures.jpeg(320, 240, 2);

    HttpResponse<Buffer> first = render(photo, SMALL);
    HttpResponse<Buffer> second = render(photo, "resize:80x60,fit=fill/jpeg");

    assertThat(second.getHeader("Server-Timing")).isEqualTo("cache;desc=hit");
    assertThat(second.getHeader("ETag")).isEqualTo(first.getHeader("ETag"));
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(instance.encoded()).isEqualTo(1);
  }

  @Test
  void aRecipeMayBeJson() {
    HttpResponse<Buffer> answer =
        render(
            Pictures.jpeg(320, 240, 3),
            "{\"steps\":[{\"op\":\"rotate\",\"angle\":90}],\"output\":{\"format\":\"png\"}}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Pictures.decode(answer.body().getBytes()).getWidth()).isEqualTo(240);
  }

  @Test
  void autoFollowsWhatTheReaderAccepts() {
    byte[] photo = Pictures.jpeg(320, 240, 4);

    HttpResponse<Buffer> png =
        Eventually.get(
            upload("auto").putHeader("Accept", "image/png").sendBuffer(Buffer.buffer(photo)));
    HttpResponse<Buffer> any =
        Eventually.get(upload("auto").putHeader("Accept", "*/*").sendBuffer(Buffer.buffer(photo)));

    assertThat(png.getHeader("Content-Type")).isEqualTo("image/png");
    assertThat(png.getHeader("Vary")).isEqualTo("Accept");
    assertThat(any.getHeader("Content-Type")).isEqualTo("image/jpeg");
    assertThat(any.getHeader("ETag")).isNotEqualTo(png.getHeader("ETag"));
  }

  @Test
  void identicalRendersAtOnceAreMadeOnce() {
    byte[] photo = Pictures.jpeg(1_600, 1_200, 5);

    List<Future<HttpResponse<Buffer>>> all =
        IntStream.range(0, 20)
            .mapToObj(n -> upload("median:5/jpeg").sendBuffer(Buffer.buffer(photo)))
            .toList();
    Eventually.get(Future.all(all));

    assertThat(all).allMatch(answer -> answer.result().statusCode() == 200);
    assertThat(all.stream().map(a -> a.result().body()).distinct()).hasSize(1);
    assertThat(instance.encoded()).isEqualTo(1);
  }

  @Test
  void anImageOfTheCallerIsRenderedAndRevalidated() {
    String id = ownedImage(Pictures.jpeg(320, 240, 6));
    HttpRequest<Buffer> request =
        get("/api/images/" + id + "/render").addQueryParam("recipe", SMALL);

    HttpResponse<Buffer> first = Eventually.get(request.send());
    HttpResponse<Buffer> again =
        Eventually.get(request.putHeader("If-None-Match", first.getHeader("ETag")).send());

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(Pictures.decode(first.body().getBytes()).getWidth()).isEqualTo(80);
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void aRenderUsesWhatAJobHasMade() {
    byte[] photo = Pictures.jpeg(320, 240, 7);
    String id = ownedImage(photo);
    StoredBlob stored = platform.store(photo);
    TaskBatch batch = platform.send(platform.batch(stored, SMALL));
    Succeeded made = (Succeeded) platform.outcomes.awaitEnd(batch.tasks().getFirst().taskId());

    HttpRequest<Buffer> request =
        get("/api/images/" + id + "/render").addQueryParam("recipe", SMALL);

    await()
        .atMost(Eventually.LIMIT)
        .untilAsserted(
            () ->
                assertThat(Eventually.get(request.send()).getHeader("Server-Timing"))
                    .isEqualTo("cache;desc=hit"));
    assertThat(Eventually.get(request.send()).body().getBytes())
        .isEqualTo(platform.read(made.image().sha256()));
  }

  @Test
  void anotherOwnersImageIsNotFound() {
    String id = ownedImage(Pictures.jpeg(320, 240, 8));
    String stranger = platform.authority.token("usr_01hzzzzzzzzzzzzzzzzzzzzzzy", "*");

    for (String path : List.of("/render?recipe=jpeg", "/info")) {
      HttpResponse<Buffer> answer =
          Eventually.get(
              instance
                  .http
                  .get("/api/images/" + id + path)
                  .bearerTokenAuthentication(stranger)
                  .send());

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.bodyAsJsonObject().getString("code")).isEqualTo("not-found");
    }
  }

  @Test
  void infoDescribesAnImage() {
    String id = ownedImage(Pictures.png(320, 240, 9));

    HttpResponse<Buffer> answer = Eventually.get(get("/api/images/" + id + "/info").send());

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject info = answer.bodyAsJsonObject();
    assertThat(info.getString("format")).isEqualTo("png");
    assertThat(info.getInteger("width")).isEqualTo(320);
    assertThat(info.getString("averageColour")).matches("#[0-9a-f]{6}");
    assertThat(info.getString("perceptualHash")).matches("[0-9a-f]{16}");
    assertThat(info.getString("blurhash")).isNotEmpty();
  }

  @Test
  void theCatalogueIsPublicAndSaysWhatRunsHere() {
    HttpResponse<Buffer> answer = Eventually.get(instance.http.get("/api/operations").send());

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject catalogue = answer.bodyAsJsonObject();
    assertThat(catalogue.getJsonArray("steps").encode()).contains("\"resize\"");
    assertThat(catalogue.getJsonObject("formats").getJsonArray("readable")).contains("jpeg", "png");
    JsonObject engine = catalogue.getJsonObject("engine");
    assertThat(engine.getString("version")).isNotEmpty();
    assertThat(engine.getJsonArray("lanes").encode()).contains("portable");
    assertThat(instance.report().encode()).contains(engine.getJsonArray("lanes").getString(0));
  }
}
