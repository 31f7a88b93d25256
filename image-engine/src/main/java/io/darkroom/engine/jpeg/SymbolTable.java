package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.util.Arrays;

/**
 * Finds the symbol that a window of bits begins with, and the value behind it. What is found is one
 * number: bits taken in the lowest 5, coefficients of zero before the value in the next 8, the
 * value in the upper half. Where a progressive band ends, that is the number of blocks it ends in.
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

  /** What symbols stand for. */
  private enum Kind {
    DC,
    AC,
    FIRST_BITS,
    NEXT_BIT
  }

  private final HuffmanCode code;
  private final Kind kind;
  private final int[] entries = new int[1 << WIDTH];
  private final char[] codes = new char[1 << WIDTH];

  private SymbolTable(HuffmanCode code, Kind kind) {
    this.code = code;
    this.kind = kind;
    int length = 1;
    int at = 0;
    while (at < entries.length) {
      int window = at << (HuffmanCode.LONGEST - WIDTH);
      length = code.length(window, length);
      if (length > WIDTH) {
        break; // as are all that follow
      }
      int symbol = code.symbol(window, length);
      int end = at + (1 << (WIDTH - length));
      Arrays.fill(codes, at, end, (char) (length << LENGTH_SHIFT | symbol));
      fill(at, end, length, symbol);
      at = end;
    }
  }

  /** For the windows that begin with a code: one entry for all that go on with the same value. */
  private void fill(int from, int to, int length, int symbol) {
    int at = from;
    while (at < to) {
      int entry = entry((long) at << (Long.SIZE - WIDTH), length, symbol);
      if (entry == 0 || bits(entry) > WIDTH) {
        return; // as is any other value
      }
      int end = at + (1 << (WIDTH - bits(entry)));
      Arrays.fill(entries, at, end, entry);
      at = end;
    }
  }

  /** For differences of first coefficients. */
  static SymbolTable dc(HuffmanCode code) {
    return new SymbolTable(code, Kind.DC);
  }

  /** For the other coefficients of a sequential file. */
  static SymbolTable ac(HuffmanCode code) {
    return new SymbolTable(code, Kind.AC);
  }

  /** For a band of coefficients that come for the first time (ITU-T T.81, G.1.2.2). */
  static SymbolTable firstBits(HuffmanCode code) {
    return new SymbolTable(code, Kind.FIRST_BITS);
  }

  /** For a band of coefficients that get one more bit (ITU-T T.81, G.1.2.3). */
  static SymbolTable nextBit(HuffmanCode code) {
    return new SymbolTable(code, Kind.NEXT_BIT);
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

  /** Whether a sequential file has this symbol for coefficients after the first. */
  static boolean known(int symbol) {
    int run = symbol >> 4;
    int size = symbol & 15;
    return size > 0 ? size <= LARGEST_AC : run == 0 || run == LONGEST_RUN;
  }

  /** Whether a symbol stands for coefficients alone, wherever they are. */
  boolean passes(int symbol) {
    return known(symbol) && symbol != 0 && (kind != Kind.NEXT_BIT || (symbol & 15) <= 1);
  }

  private int entry(long bits, int length, int symbol) {
    int run = kind == Kind.DC ? 0 : symbol >> 4;
    int size = kind == Kind.DC ? symbol : symbol & 15;
    boolean fine =
        switch (kind) {
          case DC -> size <= LARGEST_DC;
          case AC -> known(symbol);
          case FIRST_BITS -> size <= LARGEST_AC;
          case NEXT_BIT -> size <= 1;
        };
    if (!fine) {
      return 0;
    }
    if (size > 0) {
      int raw = (int) ((bits << length) >>> (Long.SIZE - size));
      int value = raw < 1 << (size - 1) ? raw - (1 << size) + 1 : raw;
      return value << VALUE_SHIFT | run << RUN_SHIFT | (length + size);
    }
    if (kind == Kind.DC || run == LONGEST_RUN) {
      return run << RUN_SHIFT | length;
    }
    return kind == Kind.AC ? END << RUN_SHIFT | length : end(bits << length, length, run);
  }

  /** The end of a band in as many blocks as the bits behind the code say. */
  private static int end(long bits, int length, int size) {
    int more = size == 0 ? 0 : (int) (bits >>> (Long.SIZE - size));
    return ((1 << size) + more) << VALUE_SHIFT | END << RUN_SHIFT | (length + size);
  }
}
