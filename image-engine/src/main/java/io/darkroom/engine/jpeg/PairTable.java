package io.darkroom.engine.jpeg;

/**
 * Finds one or two symbols that a window of bits begins with, and the values behind them, in one
 * look. What is found is one number: bits taken in the lowest 6; then, 8 bits each and counted from
 * the coefficient that is due, the places of the two values and the place that is due next; the
 * values in the two upper quarters. Where there is only one symbol, the second value is a zero that
 * is written over, since nothing is known of its place yet.
 */
final class PairTable {
  /** Added to a place where the block ends. */
  static final int END = 128;

  /** Places that there must be from the last that may be due on. */
  static final int REACH = END + 1;

  private static final int BITS = 63;
  private static final int PLACE = 255;
  private static final int FIRST_SHIFT = 6;
  private static final int SECOND_SHIFT = 14;
  private static final int NEXT_SHIFT = 22;
  private static final int HALF = 16;

  private final int width;
  private final long[] entries;

  /**
   * @param width bits of a window, {@link SymbolTable#WIDTH} to 12: more take longer to work out
   *     and hold two symbols more often
   */
  PairTable(SymbolTable symbols, int width) {
    this.width = width;
    this.entries = new long[1 << width];
    int[] single = symbols.entries();
    int more = width - SymbolTable.WIDTH;
    int all = entries.length - 1;
    for (int i = 0; i < entries.length; i++) {
      int first = single[i >> more];
      int behind = SymbolTable.bits(first);
      int second = single[((i << behind) & all) >> more];
      boolean pair = behind + SymbolTable.bits(second) <= width;
      entries[i] = first == 0 ? 0 : entry(first, pair ? second : 0);
    }
  }

  /** By the first bits of a window; 0 where it holds no whole symbol with its value. */
  long[] entries() {
    return entries;
  }

  int width() {
    return width;
  }

  static int bits(long entry) {
    return (int) entry & BITS;
  }

  static int firstPlace(long entry) {
    return (int) entry >> FIRST_SHIFT & PLACE;
  }

  static int secondPlace(long entry) {
    return (int) entry >> SECOND_SHIFT & PLACE;
  }

  static int next(long entry) {
    return (int) entry >> NEXT_SHIFT & PLACE;
  }

  static int firstValue(long entry) {
    return (int) (entry << HALF >> (Long.SIZE - HALF));
  }

  static int secondValue(long entry) {
    return (int) (entry >> (Long.SIZE - HALF));
  }

  private static long entry(int first, int second) {
    int bits = SymbolTable.bits(first);
    if (SymbolTable.run(first) == SymbolTable.END) {
      return places(END, END, END) | bits;
    }
    int place = SymbolTable.run(first);
    long value = (SymbolTable.value(first) & 0xffffL) << (2 * HALF);
    if (second == 0) {
      return value | places(place, place + 1, place + 1) | bits;
    }
    bits += SymbolTable.bits(second);
    if (SymbolTable.run(second) == SymbolTable.END) {
      return value | places(place, END, END) | bits;
    }
    int next = place + 1 + SymbolTable.run(second);
    long other = (long) SymbolTable.value(second) << (3 * HALF);
    return other | value | places(place, next, next + 1) | bits;
  }

  private static long places(int first, int second, int next) {
    return (long) first << FIRST_SHIFT | (long) second << SECOND_SHIFT | (long) next << NEXT_SHIFT;
  }
}
