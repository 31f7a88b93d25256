package io.darkroom.engine;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.image.ImageInfo;

/**
 * What one render may cost; checked from the header before anything is decoded.
 *
 * @param maxInputBytes of the file
 * @param maxPixels of one frame
 * @param maxFrames of an animation
 * @param maxOutputSide pixels, also between steps
 * @param maxDecodedBytes of all frames at full size
 */
public record EngineLimits(
    long maxInputBytes, long maxPixels, int maxFrames, int maxOutputSide, long maxDecodedBytes) {
  public EngineLimits {
    if (maxInputBytes < 1 || maxPixels < 1 || maxFrames < 1 || maxDecodedBytes < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
    if (maxOutputSide < 1 || maxOutputSide > 65_535) {
      throw new IllegalArgumentException("maxOutputSide must be 1 to 65535");
    }
  }

  /** 64 MiB, 100 megapixels, 500 frames, 16,384 pixels a side, 1 GiB decoded. */
  public static EngineLimits defaults() {
    return new EngineLimits(64L << 20, 100_000_000, 500, 16_384, 1L << 30);
  }

  /** Refuses a file that is too long. */
  public void checkLength(long bytes) {
    if (bytes > maxInputBytes) {
      throw Failure.of(
              FailureCode.BODY_TOO_LARGE,
              "the file has " + bytes + " bytes; at most " + maxInputBytes + " are allowed")
          .asException();
    }
  }

  /** Refuses an image that is too large. */
  public void check(ImageInfo info) {
    info.requireWithin(maxPixels, maxFrames);
    if (info.decodedBytes() > maxDecodedBytes) {
      throw Failure.of(
              FailureCode.TOO_MANY_PIXELS,
              "all frames together would take "
                  + info.decodedBytes()
                  + " bytes; at most "
                  + maxDecodedBytes
                  + " are allowed")
          .asException();
    }
  }
}
