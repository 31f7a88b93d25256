package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What owners do with their images, jobs and recipes. */
class ManageIT {
  private static JobPlatform platform;

  @BeforeAll
  static void start() throws Exception {
    platform = JobPlatform.start();
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @Test
  void theSameKeyAndBodyAnswerTheSameJob() {
    JobClient client = platform.client("usr_key");
    String body = JobClient.jobBody(List.of(client.image(1)), "jpeg").encode();

    String first = JobClient.json(keyed(client, "k1", body)).getString("id");
    String again = JobClient.json(keyed(client, "k1", body)).getString("id");
    String other = JobClient.json(keyed(client, "k2", body)).getString("id");

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(keyed(client, "k1", body.replace("jpeg", "png")).statusCode()).isEqualTo(409);
    assertThat(JobClient.json(client.get("/api/jobs")).getJsonArray("items")).hasSize(2);
  }

  @Test
  void aJobIsRenamedListedAndDeleted() {
    JobClient client = platform.client("usr_manage");
    String image = client.image(2);
    String a = client.job(List.of(image), "jpeg");
    String b = client.job(List.of(image), "png");

    HttpResponse<byte[]> renamed =
        client.send(
            client
                .request("/api/jobs/" + a)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"name\":\"Summer\",\"priority\":9}"))
                .build());
    assertThat(JobClient.json(renamed).getString("name")).isEqualTo("Summer");

    assertThat(ids(client, "/api/jobs")).containsExactly(b, a);
    assertThat(ids(client, "/api/jobs?q=sum")).containsExactly(a);
    assertThat(ids(client, "/api/jobs?status=succeeded")).isEmpty();
    JsonObject page = JobClient.json(client.get("/api/jobs?limit=1"));
    assertThat(ids(client, "/api/jobs?limit=1&cursor=" + page.getString("nextCursor")))
        .containsExactly(a);

    assertThat(client.delete("/api/jobs/" + a).statusCode()).isEqualTo(204);
    assertThat(client.get("/api/jobs/" + a).statusCode()).isEqualTo(404);
    assertThat(client.delete("/api/jobs/" + a).statusCode()).isEqualTo(404);
  }

  @Test
  void deletingAnImageTakesEverythingMadeOfItAlong() throws Exception {
    JobClient client = platform.client("usr_purge");
    String image = client.image(3);
    String kept = client.image(4);
    String finished;
    try (TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      finished = client.job(List.of(image, kept), "resize:77x/jpeg");
      client.awaitJob(finished, "succeeded");
      assertThat(worker.batches).isNotEmpty();
    }
    String open = client.job(List.of(image), "resize:78x/jpeg");
    JsonArray results =
        JobClient.json(client.get("/api/jobs/" + finished + "/results")).getJsonArray("results");
    long files = platform.files();

    assertThat(client.delete("/api/images/" + image).statusCode()).isEqualTo(204);

    assertThat(client.get("/api/images/" + image + "/content").statusCode()).isEqualTo(404);
    assertThat(client.get(results.getJsonObject(0).getString("href")).statusCode()).isEqualTo(410);
    assertThat(client.get(results.getJsonObject(1).getString("href")).statusCode()).isEqualTo(200);
    assertThat(platform.files()).isEqualTo(files - 2);
    JsonObject failed = client.awaitJob(open, "failed");
    assertThat(
            failed
                .getJsonArray("tasks")
                .getJsonObject(0)
                .getJsonObject("failure")
                .getString("code"))
        .isEqualTo("gone");
  }

  @Test
  void bytesOfTwoImagesStayUntilBothAreDeleted() {
    JobClient client = platform.client("usr_same");
    JobClient other = platform.client("usr_same_too");
    String one = client.image(5);
    String two = other.image(5);

    assertThat(client.delete("/api/images/" + one).statusCode()).isEqualTo(204);
    assertThat(other.get("/api/images/" + two + "/content").statusCode()).isEqualTo(200);
    long files = platform.files();
    assertThat(other.delete("/api/images/" + two).statusCode()).isEqualTo(204);
    assertThat(platform.files()).isEqualTo(files - 1);
  }

  @Test
  void contentIsServedInRangesAndConditionally() {
    JobClient client = platform.client("usr_range");
    String path = "/api/images/" + client.image(6) + "/content";
    HttpResponse<byte[]> whole = client.get(path);
    String etag = whole.headers().firstValue("etag").orElseThrow();

    HttpResponse<byte[]> part =
        client.send(client.request(path).header("Range", "bytes=10-19").build());
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(whole.body(), 10, 20));
    assertThat(part.headers().firstValue("content-range"))
        .contains("bytes 10-19/" + whole.body().length);
    assertThat(client.send(client.request(path).header("If-None-Match", etag).build()).statusCode())
        .isEqualTo(304);
    assertThat(
            client
                .send(client.request(path).header("Range", "bytes=9999999-").build())
                .statusCode())
        .isEqualTo(416);
    HttpResponse<byte[]> head =
        client.send(client.request(path).method("HEAD", BodyPublishers.noBody()).build());
    assertThat(head.headers().firstValue("content-length"))
        .contains(String.valueOf(whole.body().length));
  }

  @Test
  void aFormBringsSeveralImagesOrNone() throws Exception {
    JobClient client = platform.client("usr_form");
    byte[] bad = "no image".repeat(200).getBytes(StandardCharsets.UTF_8);
    long files = platform.files();

    HttpResponse<byte[]> refused = form(client, TestPictures.jpeg(701), bad);
    assertThat(refused.statusCode()).isEqualTo(415);
    assertThat(JobClient.json(client.get("/api/images")).getJsonArray("items")).isEmpty();
    await()
        .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
        .until(() -> platform.files() == files);

    HttpResponse<byte[]> taken = form(client, TestPictures.jpeg(702), TestPictures.jpeg(703));
    assertThat(taken.statusCode()).as(JobClient.text(taken)).isEqualTo(201);
    assertThat(new JsonArray(JobClient.text(taken))).hasSize(2);
    assertThat(form(client).statusCode()).isEqualTo(400);
  }

  @Test
  void aSavedRecipeIsUsedByItsName() throws Exception {
    JobClient client = platform.client("usr_recipes");
    String image = client.image(8);
    String recipe = "{\"name\":\"thumb\",\"recipe\":\"resize:64x64,fit=cover/jpeg:q=70\"}";

    assertThat(client.post("/api/recipes", recipe).statusCode()).isEqualTo(201);
    assertThat(client.post("/api/recipes", recipe).statusCode()).isEqualTo(409);
    assertThat(
            client
                .post("/api/recipes", "{\"name\":\"grayscale\",\"recipe\":\"jpeg\"}")
                .statusCode())
        .isEqualTo(422);
    assertThat(
            client.post("/api/recipes", "{\"name\":\"x\",\"recipe\":\"nonsense:1\"}").statusCode())
        .isEqualTo(422);
    assertThat(platform.client("usr_else").get("/api/recipes/thumb").statusCode()).isEqualTo(404);

    try (TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      String job = client.job(List.of(image), "thumb");
      client.awaitJob(job, "succeeded");
      assertThat(worker.batches)
          .filteredOn(batch -> batch.jobId().equals(job))
          .singleElement()
          .extracting(batch -> batch.tasks().getFirst().recipe())
          .asString()
          .startsWith("resize:64x64");
    }
    assertThat(
            client
                .post("/api/jobs", JobClient.jobBody(List.of(image), "unheard-of").encode())
                .statusCode())
        .isEqualTo(422);
    assertThat(JobClient.json(client.get("/api/recipes")).getJsonArray("items")).hasSize(1);
    assertThat(client.delete("/api/recipes/thumb").statusCode()).isEqualTo(204);
    assertThat(client.get("/api/recipes/thumb").statusCode()).isEqualTo(404);
  }

  @Test
  void resultsComeAsOneArchive() throws Exception {
    JobClient client = platform.client("usr_zip");
    List<String> images = List.of(client.image(9), client.image(10));
    String job = client.job(images, "jpeg", "png");
    assertThat(client.get("/api/jobs/" + job + "/results.zip").statusCode()).isEqualTo(409);
    try (TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      client.awaitJob(job, "succeeded");
      assertThat(worker.batches).isNotEmpty();
    }

    HttpResponse<byte[]> response = client.get("/api/jobs/" + job + "/results.zip");

    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(response.body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
        assertThat(zip.readAllBytes()).isNotEmpty();
      }
    }
    assertThat(names)
        .containsExactly(
            "photo-9-output-1.jpg",
            "photo-9-output-2.jpg",
            "photo-10-output-1.jpg",
            "photo-10-output-2.jpg");
  }

  private static HttpResponse<byte[]> keyed(JobClient client, String key, String body) {
    return client.send(
        client
            .request("/api/jobs")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static List<String> ids(JobClient client, String path) {
    List<String> ids = new ArrayList<>();
    JsonArray items = JobClient.json(client.get(path)).getJsonArray("items");
    for (int i = 0; i < items.size(); i++) {
      ids.add(items.getJsonObject(i).getString("id"));
    }
    return ids;
  }

  private static HttpResponse<byte[]> form(JobClient client, byte[]... files) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < files.length; i++) {
      String head =
          "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f"
              + i
              + ".jpg\"\r\nContent-Type: image/jpeg\r\n\r\n";
      body.write(head.getBytes(StandardCharsets.US_ASCII));
      body.write(files[i]);
      body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.write("--limit--\r\n".getBytes(StandardCharsets.US_ASCII));
    return client.send(
        client
            .request("/api/images")
            .header("Content-Type", "multipart/form-data; boundary=limit")
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }
}
