package io.darkroom.engine;

import io.darkroom.codecs.image.ImageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Under which conditions to render.
 *
 * @param limits checked before decoding
 * @param deadline when the work must be over
 * @param cancel stops the work from outside
 * @param acceptedFormats for the output {@code auto}, best first; empty to keep the source's format
 * @param images finds the images of watermarks
 */
public record RenderOptions(
    EngineLimits limits,
    Instant deadline,
    CancelToken cancel,
    List<ImageFormat> acceptedFormats,
    ImageResolver images) {
  private static final Duration TIME = Duration.ofSeconds(30);

  public RenderOptions {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(deadline, "deadline");
    Objects.requireNonNull(cancel, "cancel");
    acceptedFormats = List.copyOf(acceptedFormats);
    Objects.requireNonNull(images, "images");
  }

  /** Default limits, 30 seconds from now, no other images. */
  public static RenderOptions defaults() {
    return new RenderOptions(
        EngineLimits.defaults(),
        Instant.now().plus(TIME),
        new CancelToken(),
        List.of(),
        ImageResolver.none());
  }

  /** These options with other limits. */
  public RenderOptions withLimits(EngineLimits other) {
    return new RenderOptions(other, deadline, cancel, acceptedFormats, images);
  }

  /** These options with another deadline. */
  public RenderOptions withDeadline(Instant other) {
    return new RenderOptions(limits, other, cancel, acceptedFormats, images);
  }

  /** These options with another token. */
  public RenderOptions withCancel(CancelToken other) {
    return new RenderOptions(limits, deadline, other, acceptedFormats, images);
  }

  /** These options with other accepted formats. */
  public RenderOptions withAcceptedFormats(List<ImageFormat> other) {
    return new RenderOptions(limits, deadline, cancel, other, images);
  }

  /** These options with another resolver. */
  public RenderOptions withImages(ImageResolver other) {
    return new RenderOptions(limits, deadline, cancel, acceptedFormats, other);
  }

  /** Throws when the work has been cancelled or its time is over. */
  public void check() {
    Guard.check(this);
  }
}
