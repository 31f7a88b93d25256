package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;

/**
 * A code as a segment of a JPEG describes it: how many codes there are of each length, and their
 * symbols, shortest first (ITU-T T.81, annex C).
 */
final class HuffmanCode {
  /** Bits of the longest code. */
  static final int LONGEST = 16;

  private final int[] symbols;

  /** For each length, the first window of 16 bits that begins with no code so long or shorter. */
  private final int[] limits = new int[LONGEST + 1];

  /** For each length, what leads from a code to the place of its symbol. */
  private final int[] offsets = new int[LONGEST + 1];

  /**
   * @param counts codes of each length, by length, from 1 on
   * @throws LaneDeclinedException when there are more codes than their lengths allow
   */
  HuffmanCode(int[] counts, int[] symbols) {
    this.symbols = symbols;
    int code = 0;
    int place = 0;
    for (int length = 1; length <= LONGEST; length++) {
      offsets[length] = place - code;
      code += counts[length];
      place += counts[length];
      if (code > 1 << length) {
        throw new LaneDeclinedException("a Huffman table with too many codes");
      }
      limits[length] = code << (LONGEST - length);
      code <<= 1;
    }
  }

  /** The length of the code that 16 bits begin with; more than 16 when it is none. */
  int length(int window) {
    return length(window, 1);
  }

  /** The same where it is known to be no shorter: as long as that of a smaller window. */
  int length(int window, int least) {
    int length = least;
    while (length <= LONGEST && window >= limits[length]) {
      length++;
    }
    return length;
  }

  /** The symbol of the code of a known length that 16 bits begin with. */
  int symbol(int window, int length) {
    return symbols[offsets[length] + (window >>> (LONGEST - length))];
  }
}
