package io.darkroom.engine.jpeg;

import java.util.List;

/**
 * A pass over components, and where its entropy-coded data are (ITU-T T.81, B.2.3).
 *
 * @param parts the components, in the order of the frame
 * @param from place of the first coefficient, in zig-zag order
 * @param to place of the last coefficient
 * @param high bits that an earlier scan left out, 0 when these coefficients come for the first time
 * @param low bits that are left to later scans
 * @param interval MCUs from one restart marker to the next, 0 without
 * @param data where the data begin
 * @param end where the marker behind them is; 0 when nobody looked
 */
record Scan(
    List<Part> parts, int from, int to, int high, int low, int interval, long data, long end) {

  /**
   * A component of a scan.
   *
   * @param component its number in the frame, from 0 on
   * @param dc code of its first coefficients, or null
   * @param ac code of the others, or null
   */
  record Part(int component, HuffmanCode dc, HuffmanCode ac) {}

  boolean refines() {
    return high > 0;
  }

  /** The coefficients it is about, a bit for each. */
  long band() {
    return (2L << to) - (1L << from);
  }
}
