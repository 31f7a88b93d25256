package io.darkroom.engine;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Huffman codes of few lengths.
 *
 * @param means bits of each symbol of first coefficients, of which there are 16
 * @param first symbols of the other coefficients that have the shorter codes
 * @param firstBits of these
 * @param restBits of all others
 */
record JpegCodes(int means, List<Integer> first, int firstBits, int restBits) {
  private static final int SYMBOLS = 256;

  static JpegCodes usual() {
    return new JpegCodes(5, upTo(128), 8, 9);
  }

  /** As long as codes can be. */
  static JpegCodes longest() {
    return new JpegCodes(16, upTo(128), 15, 16);
  }

  /** As long as they can be for first coefficients, and short for small ones that follow. */
  static JpegCodes mixed() {
    return new JpegCodes(16, List.of(0x00, 0x01, 0x11, 0x02, 0x21, 0x31, 0x12, 0x03), 4, 9);
  }

  /** Writes the segments that define them. */
  void define(ByteArrayOutputStream to) {
    define(to, 0, new int[] {means}, List.of(upTo(16)));
    define(to, 0x10, new int[] {firstBits, restBits}, List.of(first, rest()));
  }

  /** The code of a symbol of other coefficients. */
  int code(int symbol) {
    int place = first.indexOf(symbol);
    return place >= 0 ? place : (first.size() << (restBits - firstBits)) + rest().indexOf(symbol);
  }

  /** How many bits that has. */
  int bits(int symbol) {
    return first.contains(symbol) ? firstBits : restBits;
  }

  private List<Integer> rest() {
    return upTo(SYMBOLS).stream().filter(symbol -> !first.contains(symbol)).toList();
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private static void define(
      ByteArrayOutputStream to, int table, int[] lengths, List<List<Integer>> symbols) {
    int size = 19 + symbols.stream().mapToInt(List::size).sum();
    IntStream.of(0xff, 0xc4, size >> 8, size, table).forEach(to::write);
    for (int length = 1; length <= 16; length++) {
      int count = 0;
      for (int i = 0; i < lengths.length; i++) {
        count += lengths[i] == length ? symbols.get(i).size() : 0;
      }
      to.write(count);
    }
    symbols.forEach(of -> of.forEach(to::write));
  }
}
