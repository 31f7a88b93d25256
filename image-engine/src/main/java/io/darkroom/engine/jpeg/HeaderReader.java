package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the segments of a JPEG: up to the data of the only scan, or of a progressive file all of
 * them, past the data of its scans.
 */
final class HeaderReader {
  private static final int LAST = 63;
  private static final int MOST_BLOCKS = 10;

  /** Encoders write about ten; each is a pass over the image. */
  private static final int MOST_SCANS = 200;

  private final MemorySegment file;
  private final CodingTables tables;
  private final List<Scan> scans = new ArrayList<>();
  private Quantisation[] latched = {};
  private long frame = -1;
  private boolean progressive;
  private int interval;
  private boolean plainColours = true;

  private HeaderReader(MemorySegment file) {
    this.file = file;
    this.tables = new CodingTables(file);
  }

  /**
   * Reads.
   *
   * @throws LaneDeclinedException when this is neither one interleaved baseline scan nor a
   *     progressive file, of grey or YCbCr
   */
  static JpegHeader read(MemorySegment file) {
    return new HeaderReader(file).segments();
  }

  private JpegHeader segments() {
    require(file.byteSize() >= 4 && u16(0) == 0xffd8, "no JPEG");
    long at = 2;
    while (true) {
      require(at + 2 <= file.byteSize() && u8(at) == 0xff, "stray bytes between segments");
      int marker = u8(at + 1);
      if (marker == 0xd9) {
        require(!scans.isEmpty(), "no scan");
        return header();
      }
      require(at + 4 <= file.byteSize(), "a segment that leaves the file");
      long from = at + 4;
      long to = at + 2 + u16(at + 2);
      require(to >= from && to <= file.byteSize(), "a segment that leaves the file");
      switch (marker) {
        case 0xc0, 0xc1, 0xc2 -> frame(marker, from, to);
        case 0xc4 -> tables.defineCodes(from, to);
        case 0xda -> {
          scans.add(scan(from, to));
          if (!progressive) {
            return header();
          }
          to = scans.getLast().end();
        }
        case 0xdb -> tables.defineSteps(from, to);
        case 0xdd -> {
          require(to - from == 2, "a strange restart interval");
          interval = u16(from);
        }
        case 0xee -> adobe(from, to);
        default -> require(marker >= 0xe0 && marker <= 0xfe, "a marker that is not known");
      }
      at = to;
    }
  }

  private void frame(int marker, long from, long to) {
    require(frame < 0 && to - from >= 6, "several frames");
    frame = from;
    progressive = marker == 0xc2;
    int count = u8(from + 5);
    require(count == 1 || count == 3, "other colours");
    require(to - from == 6 + 3L * count, "a strange frame");
    latched = new Quantisation[count];
  }

  /** Other programs than Adobe's write this too, to say that the colours are not YCbCr. */
  private void adobe(long from, long to) {
    if (to - from >= 12 && u8(from) == 'A' && u8(from + 1) == 'd' && u8(from + 2) == 'o') {
      plainColours = u8(from + 11) == 1;
    }
  }

  private Scan scan(long from, long to) {
    require(frame >= 0, "no frame");
    require(to > from && to - from == 4 + 2L * u8(from), "a strange scan");
    int all = latched.length;
    int count = u8(from);
    int first = u8(to - 3);
    int last = u8(to - 2);
    int bits = u8(to - 1);
    if (progressive) {
      require(scans.size() < MOST_SCANS, "too many scans");
      require(count >= 1 && count <= all, "a strange scan");
      require(first <= last && last <= LAST, "coefficients that are none");
    } else {
      require(count == all, "several scans");
      require(first == 0 && last == LAST && bits == 0, "not sequential");
    }
    List<Scan.Part> parts = new ArrayList<>();
    int blocks = 0;
    int number = -1;
    for (int i = 0; i < count; i++) {
      number = number(u8(from + 1 + 2L * i), number + 1);
      parts.add(part(number, u8(from + 2 + 2L * i)));
      int sampling = u8(frame + 7 + 3L * number);
      blocks += (sampling >> 4) * (sampling & 15);
    }
    require(count == 1 || blocks <= MOST_BLOCKS, "an MCU of too many blocks");
    long end = progressive ? new MarkerSearch(file).next(to) : 0;
    return new Scan(List.copyOf(parts), first, last, bits >> 4, bits & 15, interval, to, end);
  }

  /** The component of a name, which comes after those that the scan has named before. */
  private int number(int name, int from) {
    int number = from;
    while (number < latched.length && u8(frame + 6 + 3L * number) != name) {
      number++;
    }
    require(number < latched.length, "another order of components");
    return number;
  }

  private Scan.Part part(int number, int slots) {
    int step = u8(frame + 8 + 3L * number);
    int dcSlot = slots >> 4;
    int acSlot = slots & 15;
    require(step < CodingTables.SLOTS, "a table that is none");
    require(dcSlot < CodingTables.SLOTS && acSlot < CodingTables.SLOTS, "a table that is none");
    if (latched[number] == null) {
      // what a later segment defines is for components whose data have not begun
      latched[number] = tables.steps(step);
    }
    Scan.Part part = new Scan.Part(number, tables.dc(dcSlot), tables.ac(acSlot));
    require(latched[number] != null, "no tables");
    require(progressive || (part.dc() != null && part.ac() != null), "no tables");
    return part;
  }

  private JpegHeader header() {
    int height = u16(frame + 1);
    int width = u16(frame + 3);
    int count = latched.length;
    require(u8(frame) == 8 && width > 0 && height > 0, "not 8 bits a sample, or no size");
    require(count == 1 || plainColours, "other colours");
    require(count == 1 || !named(), "colours that are not YCbCr");
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      components.add(component(i));
    }
    Component first = components.getFirst();
    require(
        components.stream().allMatch(c -> c.across() <= first.across() && c.down() <= first.down()),
        "colours finer than brightness");
    return new JpegHeader(width, height, progressive, List.copyOf(components), List.copyOf(scans));
  }

  private Component component(int number) {
    int across = u8(frame + 7 + 3L * number) >> 4;
    int down = u8(frame + 7 + 3L * number) & 15;
    require(across >= 1 && across <= 2 && down >= 1 && down <= 2, "a sampling that is unusual");
    require(latched[number] != null, "a component without data");
    // a component alone is not interleaved, whatever its sampling
    boolean only = latched.length == 1;
    return new Component(only ? 1 : across, only ? 1 : down, latched[number]);
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
