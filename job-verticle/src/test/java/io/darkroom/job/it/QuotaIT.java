package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What owners may use, and what is left when they are gone. */
class QuotaIT {
  private static JobPlatform platform;

  @BeforeAll
  static void start() throws Exception {
    platform =
        JobPlatform.start(Map.of("job.quota.images", "3", "job.quota.megapixels-per-day", "1"));
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @Test
  void manyUploadsAtOnceStayWithinTheQuotaExactly() {
    JobClient client = platform.client("usr_many");

    List<Integer> answers =
        IntStream.range(0, 12)
            .parallel()
            .mapToObj(i -> client.upload("x", "image/jpeg", TestPictures.jpeg(i)).statusCode())
            .toList();

    assertThat(answers).filteredOn(status -> status == 201).hasSize(3);
    assertThat(answers).filteredOn(status -> status == 403).hasSize(9);
    JsonObject usage = JobClient.json(client.get("/api/usage"));
    assertThat(usage.getJsonObject("stored").getInteger("images")).isEqualTo(3);
    assertThat(usage.getJsonObject("quota").getInteger("images")).isEqualTo(3);
    assertThat(platform.files()).isEqualTo(platform.count("SELECT count(*) FROM job.blobs"));
  }

  @Test
  void workBeyondTheQuotaOfADayIsRefused() {
    JobClient client = platform.client("usr_work");
    HttpResponse<byte[]> upload =
        client.upload("x", "image/png", TestPictures.encoded("png", 1, 600, 600));
    String image = JobClient.json(upload).getString("id");
    client.job(List.of(image), "jpeg", "png");

    HttpResponse<byte[]> refused =
        client.post("/api/jobs", JobClient.jobBody(List.of(image), "jpeg").encode());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(JobClient.json(refused).getString("code")).isEqualTo("quota-exceeded");
    JsonObject today = JobClient.json(client.get("/api/usage")).getJsonObject("today");
    assertThat(today.getDouble("megapixels")).isEqualTo(0.72);
    assertThat(today.getInteger("tasks")).isEqualTo(2);
  }

  @Test
  void aLateRenderOfABodyIsAnUploadAndAJobWithinTheQuota() {
    JobClient client = platform.client("usr_late");
    byte[] picture = TestPictures.encoded("png", 2, 600, 600);
    String path = "/internal/renders?recipe=jpeg";

    HttpResponse<byte[]> late = client.uploadUnchecked(path, "image/png", picture);
    JsonObject job = JobClient.json(late);
    HttpResponse<byte[]> second = client.uploadUnchecked(path, "image/png", picture);
    HttpResponse<byte[]> tooMuch = client.uploadUnchecked(path, "image/png", picture);

    assertThat(late.statusCode()).as(JobClient.text(late)).isEqualTo(202);
    assertThat(late.headers().firstValue("location")).contains("/api/jobs/" + job.getString("id"));
    assertThat(client.jobNow(job.getString("id")).getString("status")).isIn("queued", "running");
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(tooMuch.statusCode()).isEqualTo(403);
    assertThat(JobClient.json(tooMuch).getString("code")).isEqualTo("quota-exceeded");
    // The work of the day was used up by then, and the image that came for it has left again.
    JsonObject stored = JobClient.json(client.get("/api/usage")).getJsonObject("stored");
    assertThat(stored.getInteger("images")).isEqualTo(2);
  }

  @Test
  void aLateRenderIsOneJobWhileThatIsOpen() {
    JobClient client = platform.client("usr_impatient");
    String image = client.image(60);
    String path = "/internal/images/" + image + "/renders";
    JsonObject recipe = new JsonObject().put("recipe", "resize:20x/png");

    HttpResponse<byte[]> first = client.postUnchecked(path, recipe);
    HttpResponse<byte[]> again = client.postUnchecked(path, recipe);
    HttpResponse<byte[]> other =
        client.postUnchecked(path, new JsonObject().put("recipe", "resize:21x/png"));
    String job = JobClient.json(first).getString("id");
    client.post("/api/jobs/" + job + "/cancel", "");
    HttpResponse<byte[]> afterwards = client.postUnchecked(path, recipe);

    assertThat(first.statusCode()).as(JobClient.text(first)).isEqualTo(202);
    assertThat(JobClient.json(again).getString("id")).isEqualTo(job);
    assertThat(JobClient.json(other).getString("id")).isNotEqualTo(job);
    assertThat(JobClient.json(afterwards).getString("id")).isNotEqualTo(job);
    JobClient stranger = platform.client("usr_stranger");
    assertThat(stranger.postUnchecked(path, recipe).statusCode()).isEqualTo(422);
  }

  @Test
  void nothingOfADeletedOwnerIsLeft() {
    JobClient client = platform.client("usr_gone");
    String image = client.image(50);
    client.job(List.of(image), "jpeg");
    client.post("/api/recipes", "{\"name\":\"mine\",\"recipe\":\"jpeg\"}");
    int port = platform.instance().port();
    String path = "/internal/owners/usr_gone";
    Instant soon = Instant.now().plusSeconds(60);
    JobClient other = new JobClient(port, platform.issuer.token("usr_else", "purge", soon));
    JobClient purge = new JobClient(port, platform.issuer.token("usr_gone", "purge", soon));
    JobClient person = new JobClient(port, platform.issuer.token("usr_gone", "jobs:write", soon));

    assertThat(other.deleteUnchecked(path)).isEqualTo(403);
    assertThat(person.deleteUnchecked(path)).isEqualTo(403);
    assertThat(purge.deleteUnchecked(path)).isEqualTo(204);
    assertThat(purge.deleteUnchecked(path)).isEqualTo(204);

    for (String table : List.of("jobs", "images", "tasks", "recipes", "usage")) {
      assertThat(platform.count("SELECT count(*) FROM job." + table + " WHERE owner = 'usr_gone'"))
          .as(table)
          .isZero();
    }
    assertThat(client.get("/api/images/" + image).statusCode()).isEqualTo(404);
  }
}
