package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The tables that segments have defined so far (ITU-T T.81, B.2.4). */
final class CodingTables {
  /** How many there can be of a kind. */
  static final int SLOTS = 4;

  private static final int BLOCK = 64;

  private final MemorySegment file;
  private final Quantisation[] steps = new Quantisation[SLOTS];
  private final HuffmanCode[] dc = new HuffmanCode[SLOTS];
  private final HuffmanCode[] ac = new HuffmanCode[SLOTS];

  CodingTables(MemorySegment file) {
    this.file = file;
  }

  /** Quantisation; null where none was defined. */
  Quantisation steps(int slot) {
    return steps[slot];
  }

  /** Code of the first coefficients; null where none was defined. */
  HuffmanCode dc(int slot) {
    return dc[slot];
  }

  /** Code of the other coefficients; null where none was defined. */
  HuffmanCode ac(int slot) {
    return ac[slot];
  }

  /** Reads a segment of quantisation tables. */
  void defineSteps(long from, long to) {
    long at = from;
    while (at < to) {
      int bytes = (u8(at) >> 4) + 1;
      int slot = u8(at) & 15;
      at++;
      require(bytes <= 2 && slot < SLOTS && at + (long) BLOCK * bytes <= to, "a strange table");
      int[] table = new int[BLOCK];
      for (int i = 0; i < BLOCK; i++) {
        table[i] = bytes == 1 ? u8(at + i) : u8(at + 2L * i) << 8 | u8(at + 2L * i + 1);
      }
      steps[slot] = new Quantisation(table);
      at += (long) BLOCK * bytes;
    }
  }

  /** Reads a segment of Huffman tables. */
  void defineCodes(long from, long to) {
    long at = from;
    while (at < to) {
      require(at + 1 + HuffmanCode.LONGEST <= to, "a Huffman table that leaves its segment");
      int kind = u8(at) >> 4;
      int slot = u8(at) & 15;
      at++;
      require(kind <= 1 && slot < SLOTS, "a strange Huffman table");
      int[] counts = new int[HuffmanCode.LONGEST + 1];
      int all = 0;
      for (int length = 1; length <= HuffmanCode.LONGEST; length++) {
        counts[length] = u8(at++);
        all += counts[length];
      }
      require(all <= 256 && at + all <= to, "a Huffman table that leaves its segment");
      int[] symbols = new int[all];
      for (int i = 0; i < all; i++) {
        symbols[i] = u8(at++);
      }
      (kind == 0 ? dc : ac)[slot] = new HuffmanCode(counts, symbols);
    }
  }

  private int u8(long at) {
    return file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new LaneDeclinedException(otherwise);
    }
  }
}
