package io.darkroom.job.upload;

import io.darkroom.codecs.image.ImageFormat;
import java.util.Optional;

/**
 * Looks for the place where an image ends, in a stream of its bytes. A file that was cut off on its
 * way has a perfect header; only its end is missing.
 */
interface EndWatch {
  /** Looks at further bytes. */
  void take(byte[] bytes);

  /** Whether the end has been seen. */
  boolean ended();

  /** A watch for this format; empty where the end cannot be told without decoding. */
  static Optional<EndWatch> of(ImageFormat format) {
    return switch (format) {
      case PNG -> Optional.of(new PngEnd());
      case JPEG -> Optional.of(new JpegEnd());
      case WEBP -> Optional.of(new RiffEnd());
      case GIF, AVIF, HEIC, TIFF, BMP, SVG -> Optional.empty();
    };
  }
}
