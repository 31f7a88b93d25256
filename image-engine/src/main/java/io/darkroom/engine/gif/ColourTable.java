package io.darkroom.engine.gif;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Colours of a file as packed pixels: red in the lowest byte, then green, blue and alpha, so that
 * they lie in memory as samples do.
 */
final class ColourTable {
  static final int OPAQUE = 0xff000000;

  private ColourTable() {}

  /**
   * Reads a table.
   *
   * @param transparent the index of no colour at all, or -1
   * @return a colour for any index
   */
  static int[] read(MemorySegment file, long at, int colours, int transparent) {
    int[] table = new int[256];
    for (int i = 0; i < colours; i++) {
      table[i] = colour(file, at + 3L * i);
    }
    if (transparent >= 0) {
      table[transparent] = 0;
    }
    return table;
  }

  /** One colour. */
  static int colour(MemorySegment file, long at) {
    return OPAQUE | sample(file, at + 2) << 16 | sample(file, at + 1) << 8 | sample(file, at);
  }

  private static int sample(MemorySegment file, long at) {
    return file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }
}
