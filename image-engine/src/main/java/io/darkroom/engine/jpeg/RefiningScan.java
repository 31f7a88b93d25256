package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;

/**
 * A scan that brings one more bit of a band of coefficients of one component (ITU-T T.81, G.1.2.3).
 * Those that are not zero already have a bit each behind the code that passes them, in their order;
 * of these only the ones for values that are needed are looked at. Behind the last of both, only
 * places are kept, several at once.
 */
final class RefiningScan implements ScanReader {
  private final Coefficients to;
  private final SymbolTable symbols;
  private final BandTable places;
  private final int last;
  private final long band;
  private final long needed;
  private final int low;
  private int at;

  /** Blocks from here on in which the band has no new coefficients. */
  private int ended;

  /**
   * @param window bits of which a table is worked out
   */
  RefiningScan(Scan scan, Coefficients to, int window) {
    this.to = to;
    this.symbols = SymbolTable.nextBit(scan.parts().getFirst().ac());
    this.places = new BandTable(symbols, window);
    this.last = scan.to();
    this.band = scan.band();
    this.needed = to.needed() & band;
    this.low = scan.low();
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
    int without = ended;
    while (block < stop && bit <= limit) {
      long known = masks[block];
      long mask = known;
      long left = band;
      while (without == 0 && left != 0) {
        long bits = EntropyInput.load(data, bit);
        if ((left & (known | needed)) == 0) {
          int k = Long.numberOfTrailingZeros(left);
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
            k = BandTable.ends(entry) ? end : next;
            windows++;
          }
          if (windows > 0) {
            left = k < end ? left & -1L << k : 0;
            continue;
          }
        }
        int entry = entries[SymbolTable.index(bits)];
        if (entry == 0) {
          entry = symbols.entry(bits);
        }
        bit += SymbolTable.bits(entry);
        int run = SymbolTable.run(entry);
        int value = SymbolTable.value(entry);
        if (run == SymbolTable.END) {
          without = value;
          break;
        }
        // of those that were zero, the one behind so many others
        long place = Long.expand(1L << run, left & ~known);
        if (place == 0) {
          throw new LaneDeclinedException("more coefficients than a band has");
        }
        long passed = left & known & (place - 1);
        if ((passed & needed) != 0) {
          correct(data, bit, block, passed);
        }
        bit += Long.bitCount(passed);
        if (value != 0) {
          mask |= place;
          if ((place & needed) != 0) {
            to.values()[index(block, place)] = (short) (value << low);
          }
        }
        left &= -(place << 1);
      }
      if (without > 0) {
        without--;
        long passed = left & known;
        if ((passed & needed) != 0) {
          correct(data, bit, block, passed);
        }
        bit += Long.bitCount(passed);
      }
      masks[block] = mask;
      block++;
    }
    at = block;
    ended = without;
    return bit;
  }

  /** Adds a bit to needed values, of those that have one here. */
  private void correct(byte[] data, int start, int block, long passed) {
    short[] values = to.values();
    for (long rest = passed & needed; rest != 0; rest &= rest - 1) {
      long place = rest & -rest;
      int more = EntropyInput.bit(data, start + Long.bitCount(passed & (place - 1))) << low;
      int index = index(block, place);
      values[index] += (short) (values[index] < 0 ? -more : more);
    }
  }

  private int index(int block, long place) {
    return block * to.width() + to.slots()[Long.numberOfTrailingZeros(place)];
  }
}
