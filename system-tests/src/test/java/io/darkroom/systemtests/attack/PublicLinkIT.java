package io.darkroom.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.Api.Answer;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.Installation;
import io.darkroom.systemtests.platform.SharedStandalone;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Links through the gateway, opened by somebody who has nothing but the address. */
@ExtendWith(SharedStandalone.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicLinkIT {
  private Api api;
  private User owner;
  private String image;

  @BeforeAll
  void start(Installation here) {
    api = here.api();
    owner = User.register(api);
    image = upload(1);
  }

  @Test
  void anybodyMaySeeThePictureAndAnyCacheMayKeepIt() {
    // A slash, a percent sign and a comma within a value, escaped once by the recipe itself.
    String recipe = "resize:90x60,fit=cover/text:a%2Fb%25%2C,size=12/png";
    JsonNode link = create(image, recipe, Optional.empty());

    Answer shown = open(link, Map.of());

    Photo picture = Photo.read(shown.expect(200).bytes());
    assertThat(picture.pixels().getWidth()).isEqualTo(90);
    assertThat(shown.header("content-type")).contains("image/png");
    assertThat(shown.header("cache-control")).contains("public, max-age=31536000, immutable");
    assertThat(shown.header("cross-origin-resource-policy")).contains("cross-origin");
    assertThat(shown.header("vary")).isEmpty();
    String tag = shown.header("etag").orElseThrow();
    assertThat(open(link, Map.of("If-None-Match", tag)).expect(304).bytes()).isEmpty();
    // The same picture as the owner's own render.
    String render = "/api/images/" + image + "/render?recipe=" + recipe.replace("%", "%25");
    assertThat(api.send("GET", render, owner.token()).expect(200).bytes()).isEqualTo(shown.bytes());
  }

  @Test
  void aLinkWithoutAFormatAnswersWhatTheReaderTakes() {
    JsonNode link = create(image, "resize:40x", Optional.empty());

    Answer webp = open(link, Map.of("Accept", "image/webp,*/*;q=0.1")).expect(200);
    Answer jpeg = open(link, Map.of("Accept", "image/jpeg")).expect(200);

    assertThat(webp.header("content-type")).contains("image/webp");
    assertThat(jpeg.header("content-type")).contains("image/jpeg");
    assertThat(webp.header("vary")).contains("Accept");
    assertThat(webp.header("etag")).isNotEqualTo(jpeg.header("etag"));
  }

  @Test
  void aChangedAddressIsRefused() {
    String path = pathOf(create(image, "resize:40x/png", Optional.empty()));
    String other = upload(2);

    refused(path.replace("resize:40x", "resize:41x"), 403, "forbidden");
    refused(path.replace(image, other), 403, "forbidden");
    refused(path.replaceFirst("/i/1\\.", "/i/2."), 403, "forbidden");
    refused(path.replaceFirst("/i/[^/]+/", "/i/x/"), 403, "forbidden");
    refused(path.replaceFirst("\\.0\\.", ".9999999999."), 403, "forbidden");
    assertThat(api.send("POST", path, Optional.empty()).status()).isEqualTo(405);
  }

  @Test
  void aLinkEndsWithItsTime() {
    Instant end = Instant.now().plusSeconds(4);
    JsonNode link = create(image, "resize:42x/png", Optional.of(end));

    assertThat(maxAge(open(link, Map.of()).expect(200))).isBetween(0L, 4L);
    awaitRefusal(pathOf(link), Duration.ofSeconds(10));
    refused(pathOf(link), 410, "gone");
  }

  @Test
  void aLinkEndsWithItsImageWithinASecond() {
    String doomed = upload(3);
    JsonNode link = create(doomed, "resize:43x/png", Optional.empty());
    String tag = open(link, Map.of()).expect(200).header("etag").orElseThrow();

    api.send("DELETE", "/api/images/" + doomed, owner.token()).expect(204);

    awaitRefusal(pathOf(link), Duration.ofSeconds(1));
    refused(pathOf(link), 410, "gone");
    assertThat(open(link, Map.of("If-None-Match", tag)).status()).isEqualTo(410);
  }

  @Test
  void nobodyMakesALinkToAnotherOwnersImage() {
    User stranger = User.register(api);
    Answer refused =
        api.json("POST", "/api/links", stranger.token(), Map.of("image", image, "recipe", "png"));

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.json().path("code").asText()).isEqualTo("not-found");
  }

  private String upload(long seed) {
    Photo photo = Photo.jpeg(300, 200, seed);
    return owner.upload("linked.jpg", "image/jpeg", photo.bytes()).path("id").asText();
  }

  private JsonNode create(String of, String recipe, Optional<Instant> expires) {
    Map<String, String> body =
        expires
            .map(end -> Map.of("image", of, "recipe", recipe, "expires", end.toString()))
            .orElseGet(() -> Map.of("image", of, "recipe", recipe));
    return api.json("POST", "/api/links", owner.token(), body).expect(201).json();
  }

  private Answer open(JsonNode link, Map<String, String> headers) {
    return api.get(pathOf(link), Optional.empty(), headers);
  }

  private static String pathOf(JsonNode link) {
    URI url = URI.create(link.path("url").asText());
    assertThat(url.isAbsolute()).as("%s", url).isTrue();
    return url.getRawPath();
  }

  private void awaitRefusal(String path, Duration limit) {
    Awaitility.await()
        .atMost(limit)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> api.send("GET", path, Optional.empty()).status() == 410);
  }

  private void refused(String path, int status, String code) {
    Answer answer = api.send("GET", path, Optional.empty());
    assertThat(answer.status()).as(path).isEqualTo(status);
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    assertThat(answer.header("cache-control")).contains("no-store");
  }

  private static long maxAge(Answer answer) {
    String caching = answer.header("cache-control").orElseThrow();
    return Long.parseLong(caching.replaceAll(".*max-age=(\\d+).*", "$1"));
  }
}
