package io.darkroom.engine.plan;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.image.ImageFormat;

/**
 * What encoders cannot do, or not in any useful time. The same picture always gets the same answer.
 */
public final class EncoderLimits {
  private static final int WEBP_SIDE = 16_383;
  private static final int AVIF_SIDE = 16_384;
  private static final int OTHER_SIDE = 65_535;

  /** Seconds of one core that a megapixel of AVIF takes, by effort; measured on an EPYC. */
  private static final double[] AVIF_SECONDS = {0.4, 0.5, 0.6, 1, 6, 9, 16, 26, 60, 180};

  private static final double AVIF_MOST_SECONDS = 20;

  private static final long JPEG_ONE_PASS_PIXELS = 1_500_000;

  private EncoderLimits() {}

  /**
   * Whether a baseline JPEG is written in one pass, with fixed Huffman tables: less than half the
   * time, for a file that is 6 to 12 % longer. The pixels are the same.
   */
  public static boolean onePassJpeg(long pixels) {
    return pixels > JPEG_ONE_PASS_PIXELS;
  }

  /** Refuses a frame that a format cannot hold. */
  public static void requireFits(ImageFormat format, int width, int height) {
    int side =
        switch (format) {
          case WEBP -> WEBP_SIDE;
          case AVIF -> AVIF_SIDE;
          default -> OTHER_SIDE;
        };
    boolean slow =
        format == ImageFormat.AVIF && seconds(0, (long) width * height) > AVIF_MOST_SECONDS;
    if (width > side || height > side || slow) {
      throw Failure.of(
              FailureCode.OUTPUT_TOO_LARGE,
              width + " x " + height + " pixels are too many for " + format.wire())
          .asException();
    }
  }

  /**
   * The effort to encode AVIF with: the wanted one, or less for a picture with which it would take
   * minutes, since this encoder cannot be stopped.
   */
  public static int avifEffort(int wanted, long pixels) {
    int effort = wanted;
    while (effort > 0 && seconds(effort, pixels) > AVIF_MOST_SECONDS) {
      effort--;
    }
    return effort;
  }

  private static double seconds(int effort, long pixels) {
    return AVIF_SECONDS[effort] * pixels / 1e6;
  }
}
