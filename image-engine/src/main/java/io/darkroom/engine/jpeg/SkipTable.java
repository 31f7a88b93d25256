package io.darkroom.engine.jpeg;

/**
 * Passes coefficients that nobody needs: for a window of bits, how many bits all the codes in it
 * take with their values, of which the last may reach beyond the window, how many coefficients they
 * stand for, and whether the last of them ends the block.
 */
final class SkipTable {
  /** Added to the coefficients where the block ends. */
  private static final int END = 128;

  /** Added where a window holds no whole code. */
  private static final int NOTHING = 256;

  private static final int BITS = 31;
  private static final int RUN_SHIFT = 5;

  private static final int BLOCK = 64;

  private final int width;
  private final char[] entries;

  /**
   * @param width bits of a window, at most 12: more take longer to work out and pass more symbols
   *     at once
   */
  SkipTable(SymbolTable symbols, int width) {
    this.width = width;
    this.entries = new char[1 << width];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = (char) entry((long) i << (Long.SIZE - width), symbols);
    }
  }

  /** By the first bits of the window. */
  char[] entries() {
    return entries;
  }

  int width() {
    return width;
  }

  /** Bits that the codes of a window take with their values. */
  static int bits(int entry) {
    return entry & BITS;
  }

  /** Coefficients that they stand for; too many for a block where they are more than that. */
  static int run(int entry) {
    return entry >>> RUN_SHIFT;
  }

  /**
   * Whether a block ends well with a window.
   *
   * @param next the place of the coefficient after what the window stands for
   */
  static boolean ends(int next) {
    return next == BLOCK || (next > END && next < END + BLOCK);
  }

  private int entry(long window, SymbolTable symbols) {
    int taken = 0;
    int run = 0;
    while (taken < width) {
      int code = symbols.code(window << taken);
      int symbol = SymbolTable.symbol(code);
      int behind = taken + SymbolTable.length(code);
      int passed = (symbol >> 4) + 1;
      if (behind > width || !SymbolTable.known(symbol) || run + passed >= BLOCK) {
        break;
      }
      if (symbol == 0) {
        return (run + END) << RUN_SHIFT | behind;
      }
      taken = behind + (symbol & 15);
      run += passed;
    }
    return taken == 0 ? NOTHING << RUN_SHIFT : run << RUN_SHIFT | taken;
  }
}
