package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;

/**
 * Reads the blocks of a component: the coefficients up to the last that is needed, and past the
 * others, several at once. Places in the data are passed on as numbers, so that the compiler keeps
 * them in registers.
 */
final class BlockReader {
  private static final int BLOCK = 64;

  /** As many as there can be in a row before the block is seen to have too many. */
  private static final int LONGEST_RUN = 16;

  private static final int FEW = 4;

  /** Bits that are there at least after a load, but for the longest symbol. */
  private static final int LOADED = 57 - 26;

  private final int[] coefficients = new int[BLOCK + LONGEST_RUN];
  private final SymbolTable dc;
  private final SymbolTable ac;
  private final BlockTail tail;
  private final int last;

  /**
   * Where reading ends. A symbol is a coefficient at least, so after as many symbols as there are
   * needed places nothing is left to read; where these are few, to look where each symbol led would
   * cost more than it saves.
   */
  private final int furthest;

  private int previous;

  /**
   * @param last place of the last coefficient that is needed, in zig-zag order
   */
  BlockReader(SymbolTable dc, SymbolTable ac, BlockTail tail, int last) {
    this.dc = dc;
    this.ac = ac;
    this.tail = tail;
    this.last = last;
    this.furthest = last <= FEW ? BLOCK - 1 : last;
  }

  /** Of the block that was read last, in zig-zag order; undefined beyond what is needed. */
  int[] coefficients() {
    return coefficients;
  }

  /** What follows does not depend on what came before. */
  void restart() {
    previous = 0;
  }

  /**
   * Reads a block.
   *
   * @param start the bit where it starts
   * @return the bit behind it
   * @throws LaneDeclinedException when it cannot be one
   */
  int read(byte[] data, int start) {
    long bits = EntropyInput.load(data, start);
    int entry = dc.entries()[SymbolTable.index(bits)];
    if (entry == 0) {
      entry = dc.entry(bits);
    }
    int[] block = coefficients;
    previous += SymbolTable.value(entry);
    block[0] = previous;
    for (int i = 1; i <= last; i++) {
      block[i] = 0;
    }
    int[] table = ac.entries();
    int bit = start;
    int taken = SymbolTable.bits(entry);
    int used = taken;
    int k = 1;
    for (int i = 0; i < last && k <= furthest; i++) {
      if (used > LOADED) {
        bit += used;
        bits = EntropyInput.load(data, bit);
        used = 0;
        taken = 0;
      }
      bits <<= taken;
      entry = table[SymbolTable.index(bits)];
      if (entry == 0) {
        entry = ac.entry(bits);
      }
      taken = SymbolTable.bits(entry);
      used += taken;
      k += SymbolTable.run(entry);
      if (k >= BLOCK) {
        BlockTail.requireEnd(entry);
        return bit + used;
      }
      block[k++] = SymbolTable.value(entry);
    }
    return k == BLOCK ? bit + used : tail.pass(data, bit + used, k);
  }
}
