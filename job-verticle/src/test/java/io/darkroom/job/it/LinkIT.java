package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.job.cli.RotateLinkKeysCommand;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Public links on real servers: two instances that share the keys of the database. */
class LinkIT {
  private static final String RECIPE = "resize:80x60,fit=cover/text:a%2Fb,size=12/webp:q=70";
  private static JobPlatform platform;
  private static JobPlatform.Instance other;

  @BeforeAll
  static void start() throws Exception {
    platform = JobPlatform.start(Map.of("job.links.reload", "100ms"));
    other = platform.instance();
    platform.addInstance();
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @Test
  void anyInstanceKnowsALinkThatAnotherOneMade() {
    JobClient client = platform.client("usr_maker");
    String image = client.image(1);
    Instant expires = Instant.now().plusSeconds(3600);

    JsonObject link = create(client, image, RECIPE, expires.toString());
    HttpResponse<byte[]> shown = resolve(other, address(link, image));

    assertThat(link.getString("recipe")).isEqualTo(RECIPE);
    assertThat(Instant.parse(link.getString("expiresAt")).getEpochSecond())
        .isEqualTo(expires.getEpochSecond());
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(JobClient.json(shown).getString("owner")).isEqualTo("usr_maker");
    assertThat(JobClient.json(shown).getString("sha256")).matches("[0-9a-f]{64}");
  }

  @Test
  void aChangedLinkAnExpiredOneAndOneOfADeletedImageShowNothing() {
    JobClient client = platform.client("usr_ender");
    String image = client.image(2);
    JsonObject address = address(create(client, image, "png", null), image);
    String another = client.image(3);
    JsonObject soon = create(client, image, "png", Instant.now().plusSeconds(2).toString());

    assertThat(resolve(other, address.copy().put("image", another)).statusCode()).isEqualTo(403);
    assertThat(resolve(other, address.copy().put("recipe", "jpeg")).statusCode()).isEqualTo(403);
    assertThat(resolve(other, address).statusCode()).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> resolve(other, address(soon, image)).statusCode() == 410);
    client.delete("/api/images/" + image);
    assertThat(resolve(other, address).statusCode()).isEqualTo(410);
  }

  @Test
  void aLinkNeedsAnImageOfTheOwnerARecipeAndAFuture() {
    JobClient client = platform.client("usr_asker");
    String image = client.image(4);
    String foreign = platform.client("usr_neighbour").image(5);
    String watermark = "watermark:" + foreign + "/png";

    assertThat(post(client, foreign, "png", null).statusCode()).isEqualTo(404);
    assertThat(post(client, image, "no-such-recipe", null).statusCode()).isEqualTo(422);
    assertThat(post(client, image, watermark, null).statusCode()).isEqualTo(422);
    assertThat(post(client, image, "png", "2001-01-01T00:00:00Z").statusCode()).isEqualTo(400);
    assertThat(post(client, image, "png", "tomorrow").statusCode()).isEqualTo(400);
  }

  @Test
  void aKeyWithoutTheScopesMakesNoLink() {
    String image = platform.client("usr_scoped").image(6);
    for (String scope : List.of("images:read", "render", "images:write")) {
      String token = platform.issuer.token("usr_scoped", scope, Instant.now().plusSeconds(60));
      JobClient client = new JobClient(platform.instance().port(), token);
      assertThat(post(client, image, "png", null).statusCode()).as(scope).isEqualTo(403);
    }
  }

  @Test
  void linksOutliveOneRotationAndEndWithACompromisedKey() {
    JobClient client = platform.client("usr_rotator");
    String image = client.image(7);
    JsonObject address = address(create(client, image, "png", null), image);

    rotate(false);
    JsonObject fresh = awaitLinkOfAnotherKey(client, image, address);
    assertThat(resolve(other, address).statusCode()).isEqualTo(200);
    assertThat(resolve(other, fresh).statusCode()).isEqualTo(200);

    rotate(true);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> resolve(other, fresh).statusCode() == 403);
    assertThat(resolve(other, address).statusCode()).isEqualTo(403);
  }

  /** A running instance signs with the new key once it has read the keys again. */
  private static JsonObject awaitLinkOfAnotherKey(
      JobClient client, String image, JsonObject before) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> address(create(client, image, "png", null), image),
            address -> !keyOf(address).equals(keyOf(before)));
  }

  private static String keyOf(JsonObject address) {
    return address.getString("signature").split("\\.", 4)[1];
  }

  private static void rotate(boolean compromised) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream print = new PrintStream(out)) {
      RotateLinkKeysCommand.run(platform.config(), compromised, print);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
    assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8)).contains("signs links");
  }

  private static JsonObject create(JobClient client, String image, String recipe, String expires) {
    HttpResponse<byte[]> response = post(client, image, recipe, expires);
    assertThat(response.statusCode()).as(JobClient.text(response)).isEqualTo(201);
    return JobClient.json(response);
  }

  private static HttpResponse<byte[]> post(
      JobClient client, String image, String recipe, String expires) {
    JsonObject body = new JsonObject().put("image", image).put("recipe", recipe);
    if (expires != null) {
      body.put("expires", expires);
    }
    return client.post("/api/links", body.encode());
  }

  /** Takes a link apart as the processing service does. */
  private static JsonObject address(JsonObject link, String image) {
    String path = URI.create(link.getString("url")).getPath();
    String[] parts = path.substring("/i/".length()).split("/", 2);
    String recipe = parts[1].substring(0, parts[1].length() - image.length() - 1);
    return new JsonObject().put("signature", parts[0]).put("recipe", recipe).put("image", image);
  }

  private static HttpResponse<byte[]> resolve(JobPlatform.Instance instance, JsonObject address) {
    return new JobClient(instance.port(), "").postUnchecked("/internal/links/resolve", address);
  }
}
