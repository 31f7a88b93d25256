package io.darkroom.engine.jpeg;

/**
 * Passes coefficients of a band of which only the places count: for a window of bits, how many bits
 * all the codes in it take with their values, of which the last may reach beyond the window, how
 * many coefficients they stand for, which of these are not zero, and whether the last code ends the
 * band in this block alone.
 */
final class BandTable {
  private static final int BITS = 31;
  private static final int REACH_SHIFT = 5;
  private static final int REACH = 127;
  private static final int END_SHIFT = 12;
  private static final int MASK_SHIFT = 13;
  private static final int MOST = Integer.SIZE - MASK_SHIFT;

  private final int width;
  private final int[] entries;

  /** Looked up one after the other from one load: twice 12 and 10 bits, and 12 are there. */
  static final int WINDOWS = 3;

  /**
   * @param width bits of a window, at most 12
   */
  BandTable(SymbolTable symbols, int width) {
    this.width = width;
    this.entries = new int[1 << width];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = entry((long) i << (Long.SIZE - width), symbols);
    }
  }

  /** By the first bits of the window. */
  int[] entries() {
    return entries;
  }

  int width() {
    return width;
  }

  /** Bits that the codes of a window take with their values. */
  static int bits(int entry) {
    return entry & BITS;
  }

  /**
   * Coefficients that they stand for, and one more where the band ends behind them. What leaves the
   * band says nothing, and a window without a whole code always does.
   */
  static int reach(int entry) {
    return entry >> REACH_SHIFT & REACH;
  }

  /** Whether the band ends in this block, and goes on in the next. */
  static boolean ends(int entry) {
    return (entry >> END_SHIFT & 1) != 0;
  }

  /** Which of the coefficients are not zero, the first one lowest. */
  static int mask(int entry) {
    return entry >>> MASK_SHIFT;
  }

  private int entry(long window, SymbolTable symbols) {
    int taken = 0;
    int run = 0;
    int mask = 0;
    while (taken < width) {
      int code = symbols.code(window << taken);
      int symbol = SymbolTable.symbol(code);
      int behind = taken + SymbolTable.length(code);
      int passed = (symbol >> 4) + 1;
      if (behind > width || run + passed > MOST) {
        break;
      }
      if (symbol == 0) {
        return packed(mask, 1, run + 1, behind);
      }
      if (!symbols.passes(symbol)) {
        break;
      }
      taken = behind + (symbol & 15);
      run += passed;
      mask |= (symbol & 15) > 0 ? 1 << (run - 1) : 0;
    }
    return taken == 0 ? packed(0, 0, REACH, 0) : packed(mask, 0, run, taken);
  }

  private static int packed(int mask, int end, int reach, int bits) {
    return mask << MASK_SHIFT | end << END_SHIFT | reach << REACH_SHIFT | bits;
  }
}
