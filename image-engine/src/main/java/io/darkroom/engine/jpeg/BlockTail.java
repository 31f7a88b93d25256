package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;

/** Passes the coefficients of a block that nobody needs, several at once. */
final class BlockTail {
  private static final int BLOCK = 64;

  /** Windows of {@link SkipTable} that are there after a load: twice 12 and 10 bits, and 12. */
  private static final int WINDOWS = 3;

  private final SymbolTable ac;
  private final SkipTable skip;

  BlockTail(SymbolTable ac, SkipTable skip) {
    this.ac = ac;
    this.skip = skip;
  }

  /**
   * Past the rest of a block.
   *
   * @param start the bit where it starts
   * @param first its first coefficient
   * @return the bit behind it
   * @throws LaneDeclinedException when it cannot be one
   */
  int pass(byte[] data, int start, int first) {
    char[] table = skip.entries();
    int shift = Long.SIZE - skip.width();
    int bit = start;
    int k = first;
    while (true) {
      long bits = EntropyInput.load(data, bit);
      for (int i = 0; i < WINDOWS; i++) {
        int entry = table[(int) (bits >>> shift)];
        int taken = SkipTable.bits(entry);
        int next = k + SkipTable.run(entry);
        if (next >= BLOCK) {
          return SkipTable.ends(next) ? bit + taken : step(data, bit, k);
        }
        k = next;
        bit += taken;
        bits <<= taken;
      }
    }
  }

  /** Past one symbol, where a window holds none or reaches beyond the block; and then the rest. */
  private int step(byte[] data, int bit, int first) {
    int entry = ac.entry(EntropyInput.load(data, bit));
    int next = bit + SymbolTable.bits(entry);
    int k = first + SymbolTable.run(entry);
    if (k >= BLOCK) {
      requireEnd(entry);
      return next;
    }
    return k + 1 == BLOCK ? next : pass(data, next, k + 1);
  }

  /** Requires that a symbol that leads beyond the block ends it. */
  static void requireEnd(int entry) {
    if (SymbolTable.run(entry) != SymbolTable.END) {
      throw new LaneDeclinedException("more coefficients than a block has");
    }
  }
}
