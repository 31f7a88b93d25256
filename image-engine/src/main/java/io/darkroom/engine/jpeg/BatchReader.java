package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;

/**
 * Reads the blocks of a component of which the coefficients of the lowest frequencies are needed,
 * four in each direction: up to two at once. Each goes to its place in a {@link Batch}.
 */
final class BatchReader {
  /** Looks of up to 12 bits that the 57 of a load are enough for. */
  private static final int LOOKS = 4;

  /** As many as a first coefficient, of up to 27 bits, leaves less. */
  private static final int FIRST = 2;

  private final SymbolTable dc;
  private final SymbolTable ac;
  private final PairTable pairs;
  private final BlockTail tail;
  private int previous;

  BatchReader(SymbolTable dc, SymbolTable ac, PairTable pairs, BlockTail tail) {
    this.dc = dc;
    this.ac = ac;
    this.pairs = pairs;
    this.tail = tail;
  }

  /** What follows does not depend on what came before. */
  void restart() {
    previous = 0;
  }

  /**
   * Reads a block.
   *
   * @param start the bit where it starts
   * @param places coefficients by their places and by blocks, zero before
   * @param block its number among them
   * @return the bit behind it
   * @throws LaneDeclinedException when it cannot be one
   */
  int read(byte[] data, int start, float[][] places, int block) {
    long bits = EntropyInput.load(data, start);
    int difference = dc.entries()[SymbolTable.index(bits)];
    if (difference == 0) {
      difference = dc.entry(bits);
    }
    previous += SymbolTable.value(difference);
    places[0][block] = previous;
    int taken = SymbolTable.bits(difference);
    int bit = start + taken;
    bits <<= taken;
    long[] table = pairs.entries();
    int shift = Long.SIZE - pairs.width();
    int look = FIRST;
    int k = 1;
    while (true) {
      for (; look < LOOKS; look++) {
        long entry = table[(int) (bits >>> shift)];
        if (entry == 0) {
          break;
        }
        taken = PairTable.bits(entry);
        bits <<= taken;
        bit += taken;
        places[k + PairTable.firstPlace(entry)][block] = PairTable.firstValue(entry);
        places[k + PairTable.secondPlace(entry)][block] = PairTable.secondValue(entry);
        k += PairTable.next(entry);
        if (k > Batch.LAST) {
          return k >= PairTable.END ? bit : tail.pass(data, bit, k);
        }
      }
      bits = EntropyInput.load(data, bit);
      if (look < LOOKS) {
        int single = ac.entry(bits);
        bit += SymbolTable.bits(single);
        k += SymbolTable.run(single);
        places[k][block] = SymbolTable.value(single);
        if (SymbolTable.run(single) == SymbolTable.END) {
          return bit;
        }
        if (++k > Batch.LAST) {
          return tail.pass(data, bit, k);
        }
        bits = EntropyInput.load(data, bit);
      }
      look = 0;
    }
  }
}
