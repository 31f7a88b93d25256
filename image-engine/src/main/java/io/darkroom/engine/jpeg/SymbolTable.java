package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;

/**
 * Finds the symbol that a window of bits begins with, and the value behind it. What is found is one
 * number: bits taken in the lowest 5, coefficients of zero before the value in the next 8, the
 * value in the upper half.
 */
final class SymbolTable {
  /** Zeros up to the end of the block, whatever its place. */
  static final int END = 64;

  /** Bits that are looked up at once. */
  static final int WIDTH = 10;

  private static final int BITS = 31;
  private static final int RUN_SHIFT = 5;
  private static final int RUN = 255;
  private static final int VALUE_SHIFT = 16;
  private static final int LENGTH_SHIFT = 8;
  private static final int LARGEST_AC = 10;
  private static final int LARGEST_DC = 11;
  private static final int LONGEST_RUN = 15;

  private final HuffmanCode code;
  private final boolean dc;
  private final int[] entries = new int[1 << WIDTH];
  private final char[] codes = new char[1 << WIDTH];

  /** For the differences of the first coefficients, or for all the others. */
  SymbolTable(HuffmanCode code, boolean dc) {
    this.code = code;
    this.dc = dc;
    for (int i = 0; i < entries.length; i++) {
      int window = i << (HuffmanCode.LONGEST - WIDTH);
      int length = code.length(window);
      if (length <= WIDTH) {
        int symbol = code.symbol(window, length);
        int entry = entry((long) i << (Long.SIZE - WIDTH), length, symbol);
        entries[i] = bits(entry) <= WIDTH ? entry : 0;
        codes[i] = (char) (length << LENGTH_SHIFT | symbol);
      }
    }
  }

  /** By the first bits; without bits taken when they do not tell. */
  int[] entries() {
    return entries;
  }

  /**
   * The code that the upper bits begin with, without what follows it: its symbol in the lowest 8
   * bits, its length above. Longer than any code when it is none.
   */
  int code(long bits) {
    int known = codes[index(bits)];
    if (known != 0) {
      return known;
    }
    int window = (int) (bits >>> (Long.SIZE - HuffmanCode.LONGEST));
    int length = code.length(window);
    int symbol = length > HuffmanCode.LONGEST ? 0 : code.symbol(window, length);
    return length << LENGTH_SHIFT | symbol;
  }

  static int length(int code) {
    return code >> LENGTH_SHIFT;
  }

  static int symbol(int code) {
    return code & ((1 << LENGTH_SHIFT) - 1);
  }

  /**
   * The slow way, by the upper bits.
   *
   * @throws LaneDeclinedException when no code begins so, or one that baseline does not know
   */
  int entry(long bits) {
    int found = code(bits);
    int entry = length(found) > HuffmanCode.LONGEST ? 0 : entry(bits, length(found), symbol(found));
    if (entry == 0) {
      throw new LaneDeclinedException("a code that is none");
    }
    return entry;
  }

  /** The entry to look at for the upper bits. */
  static int index(long bits) {
    return (int) (bits >>> (Long.SIZE - WIDTH));
  }

  static int bits(int entry) {
    return entry & BITS;
  }

  static int run(int entry) {
    return entry >> RUN_SHIFT & RUN;
  }

  static int value(int entry) {
    return entry >> VALUE_SHIFT;
  }

  /** Whether baseline has this symbol for coefficients after the first. */
  static boolean known(int symbol) {
    int run = symbol >> 4;
    int size = symbol & 15;
    return size > 0 ? size <= LARGEST_AC : run == 0 || run == LONGEST_RUN;
  }

  private int entry(long bits, int length, int symbol) {
    int run = dc ? 0 : symbol >> 4;
    int size = dc ? symbol : symbol & 15;
    if (dc ? size > LARGEST_DC : !known(symbol)) {
      return 0;
    }
    if (size == 0) {
      return (dc || run > 0 ? run : END) << RUN_SHIFT | length;
    }
    int raw = (int) ((bits << length) >>> (Long.SIZE - size));
    int value = raw < 1 << (size - 1) ? raw - (1 << size) + 1 : raw;
    return value << VALUE_SHIFT | run << RUN_SHIFT | (length + size);
  }
}
