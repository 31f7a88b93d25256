package io.darkroom.systemtests.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Likeness;
import io.darkroom.systemtests.image.Photo;
import java.time.Duration;
import java.util.List;

/** The main way through the platform: upload, job, wait, download, check the pixels. */
public final class Journey {
  static final Duration LIMIT = Duration.ofMinutes(2);
  private static final double ALIKE = 4.0;

  private Journey() {}

  /** What a journey leaves behind, to be looked at again later. */
  // Only ever taken apart: no two outcomes are compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Outcome(String jobId, String href, byte[] bytes) {}

  /** Goes the whole way with one photo and checks every answer. */
  public static Outcome run(User user, Photo photo) {
    JsonNode image = user.upload("photo.jpg", "image/jpeg", photo.bytes());
    assertThat(image.path("format").asText()).isEqualTo("jpeg");
    assertThat(image.path("width").asInt()).isEqualTo(photo.pixels().getWidth());
    assertThat(image.path("height").asInt()).isEqualTo(photo.pixels().getHeight());
    assertThat(image.path("bytes").asInt()).isEqualTo(photo.bytes().length);
    assertThat(image.path("sha256").asText()).matches("[0-9a-f]{64}");

    JsonNode created =
        user.createJob(List.of(image.path("id").asText()), List.of("resize:320x/jpeg:q=85"));
    assertThat(created.path("status").asText()).isEqualTo("queued");

    JsonNode job = user.awaitJob(created.path("id").asText(), LIMIT);
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("succeeded");
    assertThat(job.path("progress").path("total").asInt()).isEqualTo(1);
    assertThat(job.path("progress").path("done").asInt()).isEqualTo(1);
    assertThat(job.path("progress").path("failed").asInt()).isZero();
    assertThat(job.path("tasks").path(0).path("image").asText())
        .isEqualTo(image.path("id").asText());

    List<JsonNode> results = user.results(job.path("id").asText());
    assertThat(results).hasSize(1);
    String href = results.getFirst().path("href").asText();
    byte[] bytes = user.download(href);
    assertThat(results.getFirst().path("bytes").asInt()).isEqualTo(bytes.length);
    checkPixels(photo, bytes);
    return new Outcome(job.path("id").asText(), href, bytes);
  }

  /** Whether these bytes are the photo at 320 pixels' width. */
  public static void checkPixels(Photo photo, byte[] bytes) {
    Photo result = Photo.read(bytes);
    int height = Math.round(320f * photo.pixels().getHeight() / photo.pixels().getWidth());
    assertThat(result.pixels().getWidth()).isEqualTo(320);
    assertThat(result.pixels().getHeight()).isBetween(height - 1, height + 1);
    assertThat(Likeness.distance(photo.pixels(), result.pixels())).isLessThan(ALIKE);
  }
}
