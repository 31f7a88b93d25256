package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;

/**
 * A scan that brings a band of coefficients of one component for the first time (ITU-T T.81,
 * G.1.2.2). Behind the last that is needed only places are kept, several at once.
 */
final class BandScan implements ScanReader {
  private static final int BLOCK = 64;

  private final Coefficients to;
  private final SymbolTable symbols;
  private final BandTable places;
  private final int first;
  private final int last;
  private final int low;

  /** Place of the last coefficient of the band whose value is needed. */
  private final int lastNeeded;

  private int at;

  /** Blocks from here on in which the band has ended already. */
  private int ended;

  /**
   * @param window bits of which a table is worked out
   */
  BandScan(Scan scan, Coefficients to, int window) {
    this.to = to;
    this.symbols = SymbolTable.firstBits(scan.parts().getFirst().ac());
    this.places = new BandTable(symbols, window);
    this.first = scan.from();
    this.last = scan.to();
    this.low = scan.low();
    this.lastNeeded = BLOCK - 1 - Long.numberOfLeadingZeros(to.needed() & scan.band());
  }

  @Override
  public int at() {
    return at;
  }

  @Override
  public void restart() {
    if (ended > 0) {
      throw new LaneDeclinedException("a band that ends in more blocks than there are");
    }
  }

  @Override
  public int read(byte[] data, int start, int limit, int stop) {
    long[] masks = to.masks();
    int[] entries = symbols.entries();
    int[] several = places.entries();
    int shift = Long.SIZE - places.width();
    int end = last + 1;
    int bit = start;
    int block = at;
    int passed = ended;
    while (block < stop) {
      if (passed > 0) {
        int now = Math.min(passed, stop - block);
        passed -= now;
        block += now;
        continue;
      }
      if (bit > limit) {
        break;
      }
      long mask = 0;
      int k = first;
      while (k < end) {
        long bits = EntropyInput.load(data, bit);
        if (k > lastNeeded) {
          int windows = 0;
          while (windows < BandTable.WINDOWS && k < end) {
            int entry = several[(int) (bits >>> shift)];
            int next = k + BandTable.reach(entry);
            if (next > end) {
              break;
            }
            mask |= (long) BandTable.mask(entry) << k;
            bit += BandTable.bits(entry);
            bits <<= BandTable.bits(entry);
            k = BandTable.ends(entry) ? BLOCK : next;
            windows++;
          }
          if (windows > 0) {
            continue;
          }
        }
        int entry = entries[SymbolTable.index(bits)];
        if (entry == 0) {
          entry = symbols.entry(bits);
        }
        bit += SymbolTable.bits(entry);
        int value = SymbolTable.value(entry);
        int run = SymbolTable.run(entry);
        if (run == SymbolTable.END) {
          passed = value - 1;
          break;
        }
        k += run;
        if (k >= end) {
          throw new LaneDeclinedException("more coefficients than a band has");
        }
        if (value != 0) {
          mask |= 1L << k;
          if (k <= lastNeeded) {
            keep(block, k, value);
          }
        }
        k++;
      }
      masks[block] |= mask;
      block++;
    }
    at = block;
    ended = passed;
    return bit;
  }

  private void keep(int block, int place, int value) {
    if ((to.needed() >> place & 1) != 0) {
      to.values()[block * to.width() + to.slots()[place]] = (short) (value << low);
    }
  }
}
