package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Reads the segments of a JPEG up to its first scan, which must hold all of the image. */
final class HeaderReader {
  private static final int BLOCK = 64;
  private static final int MOST_BLOCKS = 10;

  private final MemorySegment file;
  private final Quantisation[] steps = new Quantisation[4];
  private final HuffmanCode[] dc = new HuffmanCode[4];
  private final HuffmanCode[] ac = new HuffmanCode[4];
  private long frame = -1;
  private int interval;
  private boolean plainColours = true;

  private HeaderReader(MemorySegment file) {
    this.file = file;
  }

  /**
   * Reads.
   *
   * @throws LaneDeclinedException when this is not one interleaved baseline scan of grey or YCbCr
   */
  static JpegHeader read(MemorySegment file) {
    return new HeaderReader(file).segments();
  }

  private JpegHeader segments() {
    require(file.byteSize() >= 4 && u16(0) == 0xffd8, "no JPEG");
    long at = 2;
    while (true) {
      require(at + 4 <= file.byteSize() && u8(at) == 0xff, "stray bytes between segments");
      int marker = u8(at + 1);
      long from = at + 4;
      long to = at + 2 + u16(at + 2);
      require(to >= from && to <= file.byteSize(), "a segment that leaves the file");
      switch (marker) {
        case 0xc0, 0xc1 -> {
          require(frame < 0 && to - from >= 6, "several frames");
          frame = from;
        }
        case 0xc4 -> codes(from, to);
        case 0xda -> {
          return header(from, to);
        }
        case 0xdb -> steps(from, to);
        case 0xdd -> {
          require(to - from == 2, "a strange restart interval");
          interval = u16(from);
        }
        case 0xee -> adobe(from, to);
        default -> require(marker >= 0xe0 && marker <= 0xfe, "a marker that is not baseline");
      }
      at = to;
    }
  }

  /** Quantisation tables. */
  private void steps(long from, long to) {
    long at = from;
    while (at < to) {
      int bytes = (u8(at) >> 4) + 1;
      int slot = u8(at) & 15;
      at++;
      require(bytes <= 2 && slot < 4 && at + (long) BLOCK * bytes <= to, "a strange table");
      int[] table = new int[BLOCK];
      for (int i = 0; i < BLOCK; i++) {
        table[i] = bytes == 1 ? u8(at + i) : u16(at + 2L * i);
      }
      steps[slot] = new Quantisation(table);
      at += (long) BLOCK * bytes;
    }
  }

  /** Huffman tables. */
  private void codes(long from, long to) {
    long at = from;
    while (at < to) {
      require(at + 1 + HuffmanCode.LONGEST <= to, "a Huffman table that leaves its segment");
      int kind = u8(at) >> 4;
      int slot = u8(at) & 15;
      at++;
      require(kind <= 1 && slot < 4, "a strange Huffman table");
      int[] counts = new int[HuffmanCode.LONGEST + 1];
      int all = 0;
      for (int length = 1; length <= HuffmanCode.LONGEST; length++) {
        counts[length] = u8(at++);
        all += counts[length];
      }
      require(all <= 256 && at + all <= to, "a Huffman table that leaves its segment");
      int[] symbols = new int[all];
      for (int i = 0; i < all; i++) {
        symbols[i] = u8(at++);
      }
      (kind == 0 ? dc : ac)[slot] = new HuffmanCode(counts, symbols);
    }
  }

  /** Other programs than Adobe's write this too, to say that the colours are not YCbCr. */
  private void adobe(long from, long to) {
    if (to - from >= 12 && u8(from) == 'A' && u8(from + 1) == 'd' && u8(from + 2) == 'o') {
      plainColours = u8(from + 11) == 1;
    }
  }

  private JpegHeader header(long from, long to) {
    require(frame >= 0, "no frame");
    int height = u16(frame + 1);
    int width = u16(frame + 3);
    int count = u8(frame + 5);
    require(u8(frame) == 8 && width > 0 && height > 0, "not 8 bits a sample, or no size");
    require(count == 1 || (count == 3 && plainColours), "other colours");
    require(u16(frame - 2) == 8 + 3 * count, "a strange frame");
    require(to - from == 4 + 2L * count && u8(from) == count, "several scans");
    require(u8(to - 3) == 0 && u8(to - 2) == BLOCK - 1 && u8(to - 1) == 0, "not sequential");
    List<Component> components = new ArrayList<>();
    int blocks = 0;
    for (int i = 0; i < count; i++) {
      Component component = component(frame + 6 + 3L * i, from + 1 + 2L * i, count == 1);
      blocks += component.across() * component.down();
      components.add(component);
    }
    Component first = components.getFirst();
    require(
        blocks <= MOST_BLOCKS
            && components.stream()
                .allMatch(c -> c.across() <= first.across() && c.down() <= first.down()),
        "colours finer than brightness");
    require(count == 1 || !named(), "colours that are not YCbCr");
    return new JpegHeader(width, height, List.copyOf(components), interval, to);
  }

  private Component component(long described, long selected, boolean only) {
    require(u8(described) == u8(selected), "another order of components");
    int across = u8(described + 1) >> 4;
    int down = u8(described + 1) & 15;
    int step = u8(described + 2);
    int dcSlot = u8(selected + 1) >> 4;
    int acSlot = u8(selected + 1) & 15;
    require(across >= 1 && across <= 2 && down >= 1 && down <= 2, "a sampling that is unusual");
    require(step < 4 && dcSlot < 4 && acSlot < 4, "a table that is none");
    require(steps[step] != null && dc[dcSlot] != null && ac[acSlot] != null, "no tables");
    // a component alone is not interleaved, whatever its sampling
    return new Component(only ? 1 : across, only ? 1 : down, steps[step], dc[dcSlot], ac[acSlot]);
  }

  private boolean named() {
    return u8(frame + 6) == 'R' && u8(frame + 9) == 'G' && u8(frame + 12) == 'B';
  }

  private int u8(long at) {
    return file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  private int u16(long at) {
    return u8(at) << 8 | u8(at + 1);
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new LaneDeclinedException(otherwise);
    }
  }
}
