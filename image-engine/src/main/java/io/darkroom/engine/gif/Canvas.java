package io.darkroom.engine.gif;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The screen that frames are painted on; pixels are as in {@link ColourTable}, 0 is nothing. */
final class Canvas {
  private static final int COLOUR = 0xffffff;

  /** Pixels that are packed at a time; the last ones are filled up. */
  private static final int CHUNK = 1024;

  private static final ValueLayout.OfInt PIXEL =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int width;
  private final int height;
  private final int[] pixels;
  private int[] kept;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[Math.ceilDiv(Math.multiplyExact(width, height), CHUNK) * CHUNK];
  }

  /** Keeps what is shown now. */
  void keep() {
    kept = kept == null ? new int[pixels.length] : kept;
    System.arraycopy(pixels, 0, kept, 0, pixels.length);
  }

  /** Shows again what was kept. */
  void bringBack() {
    System.arraycopy(kept, 0, pixels, 0, pixels.length);
  }

  /** Whether any of a part is on the screen. */
  boolean shows(Part part) {
    return columns(part) > 0 && rows(part) > 0;
  }

  /** Rows of a part that are on the screen. */
  int rows(Part part) {
    return Math.clamp(height - part.top(), 0, part.height());
  }

  private int columns(Part part) {
    return Math.clamp(width - part.left(), 0, part.width());
  }

  /** Fills a part that is on the screen with one colour. */
  void fill(Part part, int colour) {
    int columns = columns(part);
    for (int y = 0; y < rows(part); y++) {
      int from = (part.top() + y) * width + part.left();
      Arrays.fill(pixels, from, from + columns, colour);
    }
  }

  /**
   * Paints a part that is on the screen.
   *
   * @param from where its indices begin
   * @param colours of all indices, 0 for the one that leaves what is there
   */
  void paint(Part part, byte[] indices, int from, int[] colours) {
    int columns = columns(part);
    int[] order = part.rows();
    for (int row = 0; row < rows(part); row++) {
      int first = from + row * part.width();
      int to = (part.top() + order[row]) * width + part.left();
      if (part.transparency()) {
        overlay(indices, first, columns, colours, to);
      } else {
        cover(indices, first, columns, colours, to);
      }
    }
  }

  private void cover(byte[] indices, int from, int count, int[] colours, int to) {
    for (int x = 0; x < count; x++) {
      pixels[to + x] = colours[indices[from + x] & 0xff];
    }
  }

  /** Without branches: whether a pixel changes, no processor can guess. */
  private void overlay(byte[] indices, int from, int count, int[] colours, int to) {
    for (int x = 0; x < count; x++) {
      int colour = colours[indices[from + x] & 0xff];
      pixels[to + x] = colour | (pixels[to + x] & ~(colour >> 31));
    }
  }

  /** Whether nothing shines through. */
  boolean opaque() {
    int all = -1;
    for (int i = 0; i < width * height; i++) {
      all &= pixels[i];
    }
    return all < 0;
  }

  /**
   * Writes the samples of all pixels, row by row.
   *
   * @param bands 3 for red, green and blue, 4 for alpha too
   */
  void write(MemorySegment to, int bands) {
    int count = width * height;
    if (bands == 4) {
      MemorySegment.copy(pixels, 0, to, PIXEL, 0, count);
      return;
    }
    int[] four = new int[CHUNK / 4 * 3];
    MemorySegment packed = MemorySegment.ofArray(four);
    for (int from = 0; from < count; from += CHUNK) {
      pack(from, four);
      long bytes = 3L * Math.min(CHUNK, count - from);
      MemorySegment.copy(packed, 0, to, 3L * from, bytes);
    }
  }

  /** Four pixels make three numbers. */
  private void pack(int from, int[] four) {
    for (int i = 0, at = from; i < four.length; i += 3, at += 4) {
      int b = pixels[at + 1];
      int c = pixels[at + 2];
      four[i] = (pixels[at] & COLOUR) | b << 24;
      four[i + 1] = (b >>> 8 & 0xffff) | c << 16;
      four[i + 2] = (c >>> 16 & 0xff) | pixels[at + 3] << 8;
    }
  }
}
