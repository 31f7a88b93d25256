package io.darkroom.job.upload;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.message.Lane;
import java.util.Locale;
import java.util.Optional;

/** What is accepted as an image, and which lane its work takes. */
public final class UploadRules {
  private final UploadConfig config;

  /** Rules with the configured limits. */
  public UploadRules(UploadConfig config) {
    this.config = config;
  }

  /**
   * The format a content type promises; empty when it promises none.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code unsupported-media-type} when it
   *     promises something that is no image known here
   */
  public Optional<ImageFormat> promised(Optional<String> contentType) {
    if (contentType.isEmpty() || contentType.get().isBlank()) {
      return Optional.empty();
    }
    String type = contentType.get().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.equals("application/octet-stream")) {
      return Optional.empty();
    }
    Optional<ImageFormat> format = ImageFormat.fromMediaType(type);
    if (format.isEmpty()) {
      throw unsupported("The content type is no image type known here");
    }
    return format;
  }

  /** Refuses a body that is announced as too long or as empty. */
  public void requireLength(long announced) {
    if (announced > config.maxBytes().bytes()) {
      throw Failure.of(
              FailureCode.BODY_TOO_LARGE, "An image may have " + config.maxBytes() + " at most")
          .asException();
    }
    if (announced == 0) {
      throw empty();
    }
  }

  /** What an upload without a single byte fails with. */
  static RuntimeException empty() {
    return Failure.of(FailureCode.INVALID_REQUEST, "The body is empty").asException();
  }

  /** Refuses bytes that are not what was promised. */
  void requirePromise(Optional<ImageFormat> promised, ImageFormat found) {
    if (promised.isPresent() && promised.get() != found) {
      throw unsupported(
          "The content type says "
              + promised.get().mediaType()
              + " but the bytes are "
              + found.mediaType());
    }
  }

  /** Refuses an image beyond the limits. */
  void requireLimits(ImageInfo info) {
    info.requireWithin(config.maxPixels(), config.maxFrames());
  }

  /** The lane for work on this image. */
  public Lane laneOf(ImageInfo info) {
    long limit = info.progressive() ? config.heavyPixels() / 4 : config.heavyPixels();
    return info.pixels() >= limit ? Lane.HEAVY : Lane.NORMAL;
  }

  long maxBytes() {
    return config.maxBytes().bytes();
  }

  private static RuntimeException unsupported(String detail) {
    return Failure.of(FailureCode.UNSUPPORTED_MEDIA_TYPE, detail).asException();
  }
}
