package io.darkroom.engine.gif;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks the blocks of a file (GIF89a, sections 18 to 27). Declined is whatever is cut, unknown or
 * not as long as it should be.
 */
final class GifReader {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int APPLICATION = 0xff;

  /** Older files bring back what was there with this number. */
  private static final int OLD_BRING_BACK = 4;

  /** How long a frame is shown that does not say so, in hundredths of a second. */
  private static final int USUAL_DELAY = 10;

  /** Screens larger than this, or as large as monitors were, say nothing about the picture. */
  private static final int LARGE = 2048;

  private static final List<Integer> MONITORS =
      List.of(
          size(640, 480),
          size(640, 512),
          size(800, 600),
          size(1024, 768),
          size(1280, 1024),
          size(1600, 1200));

  private final MemorySegment file;
  private final int most;
  private final List<Part> parts = new ArrayList<>();
  private long at;
  private int width;
  private int height;
  private long table;
  private int colours;
  private int loops = 1;
  private int delay = USUAL_DELAY;
  private int disposal;
  private int transparent = -1;

  private GifReader(MemorySegment file, int most) {
    this.file = file;
    this.most = most;
  }

  /**
   * Reads all but the pixels.
   *
   * @param most frames that may be there
   */
  static GifFile read(MemorySegment file, int most) {
    return new GifReader(file, most).read();
  }

  private GifFile read() {
    at = 6;
    width = u16();
    height = u16();
    int flags = u8();
    int background = u8();
    at++;
    if (MONITORS.contains(size(width, height)) || width > LARGE || height > LARGE) {
      width = 1;
      height = 1;
    }
    colours = table(flags);
    table = at;
    skip(3L * colours);
    int colour =
        colours == 0
            ? ColourTable.OPAQUE
            : ColourTable.colour(file, table + 3L * (background < colours ? background : 0));
    for (int block = u8(); block != TRAILER; block = u8()) {
      switch (block) {
        case EXTENSION -> extension();
        case IMAGE -> image();
        default -> throw new LaneDeclinedException("an unknown block");
      }
    }
    return new GifFile(width, height, colour, loops, List.copyOf(parts));
  }

  private void extension() {
    int label = u8();
    long start = at;
    if (label == GRAPHIC_CONTROL) {
      if (u8() != 4) {
        throw new LaneDeclinedException("a control of another length");
      }
      int flags = u8();
      delay = u16();
      int index = u8();
      transparent = (flags & 1) == 0 ? transparent : index;
      disposal = flags >> 2 & 7;
    } else if (label == APPLICATION && u8() == 11) {
      String name = text(11);
      boolean repeats = name.equals("NETSCAPE2.0") || name.equals("ANIMEXTS1.0");
      if (repeats && u8() == 3 && u8() == 1) {
        int times = u16();
        loops = times == 0 ? 0 : times + 1;
      }
    }
    at = start;
    skipBlocks();
  }

  private void image() {
    if (parts.size() == most) {
      throw new LaneDeclinedException("more frames than expected");
    }
    int left = u16();
    int top = u16();
    int columns = u16();
    int rows = u16();
    int flags = u8();
    int own = table(flags);
    long from = own == 0 ? table : at;
    skip(3L * own);
    int count = own == 0 ? colours : own;
    if (count == 0) {
      throw new LaneDeclinedException("no colours");
    }
    long data = at;
    int codeSize = u8();
    if (codeSize < 2 || codeSize > 8) {
      throw new LaneDeclinedException("codes of " + codeSize + " bits");
    }
    int packed = skipBlocks();
    if (parts.isEmpty()) {
      width = Math.max(width, left + columns);
      height = Math.max(height, top + rows);
    }
    int then = disposal == OLD_BRING_BACK ? Part.BRING_BACK : disposal;
    parts.add(
        new Part(
            left,
            top,
            columns,
            rows,
            (flags & 0x40) != 0,
            then,
            transparent,
            10 * delay,
            from,
            count,
            data,
            packed));
    delay = USUAL_DELAY;
    disposal = 0;
    transparent = -1;
  }

  private static int table(int flags) {
    return (flags & 0x80) == 0 ? 0 : 2 << (flags & 7);
  }

  /** Passes sub-blocks; gives the bytes in them. */
  private int skipBlocks() {
    long bytes = 0;
    for (int length = u8(); length > 0; length = u8()) {
      skip(length);
      bytes += length;
    }
    return Math.toIntExact(bytes);
  }

  private String text(int length) {
    long from = at;
    skip(length);
    byte[] bytes = file.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private int u16() {
    return u8() | u8() << 8;
  }

  private int u8() {
    skip(1);
    return file.get(ValueLayout.JAVA_BYTE, at - 1) & 0xff;
  }

  private void skip(long bytes) {
    at += bytes;
    if (at > file.byteSize()) {
      throw new LaneDeclinedException("it ends early");
    }
  }

  private static int size(int width, int height) {
    return width << 16 | height;
  }
}
