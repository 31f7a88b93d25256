package io.darkroom.engine.jpeg;

import java.util.Arrays;
import java.util.List;

/** A scan of first coefficients (ITU-T T.81, G.1.2.1): their upper bits, or one more bit. */
final class DcScan implements ScanReader {
  private final List<Coefficients> parts;
  private final SymbolTable[] tables;
  private final int[] previous;
  private final int[] across;
  private final int[] down;
  private final int acrossMcus;
  private final boolean refines;
  private final int low;
  private int at;

  /**
   * @param parts what the scan is about, in its order
   * @param acrossMcus MCUs beside each other
   */
  DcScan(Scan scan, List<Coefficients> parts, int acrossMcus) {
    this.parts = parts;
    this.acrossMcus = acrossMcus;
    this.refines = scan.refines();
    this.low = scan.low();
    int count = parts.size();
    previous = new int[count];
    across = new int[count];
    down = new int[count];
    tables = new SymbolTable[count];
    for (int i = 0; i < count; i++) {
      // a component alone is not interleaved: an MCU is a block
      across[i] = count == 1 ? 1 : parts.get(i).component().across();
      down[i] = count == 1 ? 1 : parts.get(i).component().down();
      tables[i] = refines ? null : SymbolTable.dc(scan.parts().get(i).dc());
    }
  }

  @Override
  public int at() {
    return at;
  }

  @Override
  public void restart() {
    Arrays.fill(previous, 0);
  }

  @Override
  public int read(byte[] data, int start, int limit, int stop) {
    int bit = start;
    int row = at / acrossMcus;
    int column = at % acrossMcus;
    while (at < stop && bit <= limit) {
      for (int i = 0; i < tables.length; i++) {
        bit = refines ? refine(data, bit, i, column, row) : first(data, bit, i, column, row);
      }
      at++;
      if (++column == acrossMcus) {
        column = 0;
        row++;
      }
    }
    return bit;
  }

  private int first(byte[] data, int start, int part, int column, int row) {
    Coefficients to = parts.get(part);
    short[] values = to.values();
    int width = to.width();
    int[] entries = tables[part].entries();
    int bit = start;
    int value = previous[part];
    for (int v = 0; v < down[part]; v++) {
      for (int h = 0; h < across[part]; h++) {
        long bits = EntropyInput.load(data, bit);
        int entry = entries[SymbolTable.index(bits)];
        if (entry == 0) {
          entry = tables[part].entry(bits);
        }
        bit += SymbolTable.bits(entry);
        value += SymbolTable.value(entry);
        int block = to.block(column * across[part] + h, row * down[part] + v);
        values[block * width] = (short) (value << low);
      }
    }
    previous[part] = value;
    return bit;
  }

  private int refine(byte[] data, int start, int part, int column, int row) {
    Coefficients to = parts.get(part);
    short[] values = to.values();
    int width = to.width();
    int bit = start;
    for (int v = 0; v < down[part]; v++) {
      for (int h = 0; h < across[part]; h++) {
        int block = to.block(column * across[part] + h, row * down[part] + v);
        values[block * width] |= (short) (EntropyInput.bit(data, bit) << low);
        bit++;
      }
    }
    return bit;
  }
}
