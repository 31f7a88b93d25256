package io.darkroom.engine;

import io.darkroom.codecs.image.ColourModel;
import io.darkroom.codecs.image.ImageInfo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.Deflater;

/**
 * Tells photographs from drawings and screenshots without decoding them: by how far their own file
 * could be packed, or by samples of it where it is not packed at all.
 */
public final class Texture {
  /** Bytes of a file for one of its samples, from which on it is a photograph. */
  private static final double PACKED = 0.2;

  /** The same for WebP that may have lost detail or not. */
  private static final double LOSSY = 0.02;

  /**
   * Where the last letter of a WebP's first chunk is, which tells whether its pixels are exact (RFC
   * 9649, section 2).
   */
  private static final long WEBP_KIND = 15;

  /** From here on the file may not be packed at all. */
  private static final double PLAIN = 0.9;

  /** What is left of the samples of a photograph when they are packed. */
  private static final double LEFT = 0.5;

  private static final int SAMPLES = 8;
  private static final int SAMPLE_BYTES = 8 << 10;

  private Texture() {}

  /** Whether a picture is a photograph, or as hard to pack. Equal files get equal answers. */
  public static boolean photograph(ImageInfo info, ImageSource source) {
    double ratio = (double) source.length() / info.decodedBytes();
    return switch (info.format()) {
      case JPEG, AVIF, HEIC -> true;
      case GIF, SVG -> false;
      case WEBP ->
          switch (source.segment().get(ValueLayout.JAVA_BYTE, WEBP_KIND)) {
            case 'L' -> ratio >= PACKED;
            case 'X' -> ratio >= LOSSY;
            default -> true;
          };
      case PNG, TIFF, BMP ->
          info.model() != ColourModel.PALETTE
              && (ratio < PLAIN ? ratio >= PACKED : left(source) >= LEFT);
    };
  }

  /** What part of bytes here and there is left when they are packed. */
  private static double left(ImageSource source) {
    MemorySegment file = source.segment();
    byte[] sample = new byte[(int) Math.min(SAMPLE_BYTES, file.byteSize())];
    byte[] packed = new byte[2 * SAMPLE_BYTES];
    long total = 0;
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
      for (int i = 0; i < SAMPLES; i++) {
        long from = (file.byteSize() - sample.length) * (2 * i + 1) / (2 * SAMPLES);
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, from, sample, 0, sample.length);
        deflater.reset();
        deflater.setInput(sample);
        deflater.finish();
        total += deflater.deflate(packed);
      }
    }
    return (double) total / SAMPLES / sample.length;
  }
}
