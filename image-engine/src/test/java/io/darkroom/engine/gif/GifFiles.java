package io.darkroom.engine.gif;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** GIF files put together block by block, with whatever the format allows. */
public final class GifFiles {
  private static final int LONGEST_RUN = 30;

  private final Random random;
  private final int width;
  private final int height;
  private final ByteSink out = new ByteSink(1 << 12);
  private int globalBits;
  private int frames;

  private GifFiles(Random random, int width, int height) {
    this.random = random;
    this.width = width;
    this.height = height;
  }

  /** An animation of up to eight frames: all disposals, places, tables and orders of rows. */
  public static byte[] random(Random random) {
    return new GifFiles(random, 1 + random.nextInt(40), 1 + random.nextInt(30)).file();
  }

  /** A picture of one frame without anything else, in codes of so many bits. */
  static byte[] still(byte[] indices, int width, int bits) {
    GifFiles file = new GifFiles(new Random(1), width, indices.length / width);
    file.globalBits = bits;
    file.start();
    file.descriptor(0, 0, width, indices.length / width, 0);
    file.pack(indices, bits);
    file.out.put(0x3b);
    return file.out.toBuffer().array();
  }

  /** Runs of one index, long ones and short ones. */
  static byte[] runs(Random random, int count, int colours, int longest) {
    byte[] indices = new byte[count];
    for (int i = 0; i < count; ) {
      byte index = (byte) random.nextInt(colours);
      int end = Math.min(count, i + 1 + random.nextInt(longest));
      while (i < end) {
        indices[i++] = index;
      }
    }
    return indices;
  }

  private byte[] file() {
    globalBits = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(8);
    start();
    int count = 1 + random.nextInt(8);
    boolean transparency = random.nextInt(4) > 0;
    while (frames < count) {
      if (random.nextInt(4) == 0) {
        remark();
      }
      frame(transparency);
    }
    out.put(0x3b);
    return out.toBuffer().array();
  }

  private void start() {
    text("GIF89a");
    out.putShort(width);
    out.putShort(height);
    out.put(globalBits == 0 ? 0 : 0xf0 | (globalBits - 1));
    out.put(random.nextInt(256));
    out.put(0);
    table(globalBits);
  }

  private void table(int bits) {
    for (int i = 0; bits > 0 && i < 3 << bits; i++) {
      out.put(random.nextInt(256));
    }
  }

  /** A block that changes no pixel. */
  private void remark() {
    out.put(0x21);
    switch (random.nextInt(3)) {
      case 0 -> {
        out.put(0xfe);
        block("a comment, and more of it");
        block("!");
      }
      case 1 -> {
        out.put(0xff);
        block(random.nextBoolean() ? "NETSCAPE2.0" : "ANIMEXTS1.0");
        out.put(3);
        out.put(1);
        out.putShort(random.nextInt(3));
      }
      default -> {
        out.put(0xff);
        block("XMP DataXMP");
        block("<x/>");
      }
    }
    out.put(0);
  }

  private void frame(boolean transparency) {
    int bits = globalBits == 0 || random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 0;
    int used = bits == 0 ? globalBits : bits;
    if (random.nextInt(5) > 0) {
      control(transparency && random.nextInt(3) > 0, random.nextInt(1 << used));
    }
    boolean first = frames++ == 0;
    boolean whole = random.nextInt(3) == 0;
    int columns = whole ? width : (first ? 1 : 0) + random.nextInt(width);
    int rows = whole ? height : (first ? 1 : 0) + random.nextInt(height);
    int left = random.nextInt(first || whole ? width - columns + 1 : width + 3);
    int top = random.nextInt(first || whole ? height - rows + 1 : height + 3);
    boolean interlaced = top + rows <= height && random.nextInt(3) == 0;
    descriptor(
        left, top, columns, rows, (bits == 0 ? 0 : 0x80 | (bits - 1)) | (interlaced ? 0x40 : 0));
    table(bits);
    pack(runs(random, columns * rows, 1 << used, 1 + random.nextInt(LONGEST_RUN)), used);
  }

  private void control(boolean transparent, int index) {
    out.put(0x21);
    out.put(0xf9);
    out.put(4);
    out.put(random.nextInt(6) << 2 | (transparent ? 1 : 0));
    out.putShort(random.nextInt(300));
    out.put(index);
    out.put(0);
  }

  private void descriptor(int left, int top, int columns, int rows, int flags) {
    out.put(0x2c);
    out.putShort(left);
    out.putShort(top);
    out.putShort(columns);
    out.putShort(rows);
    out.put(flags);
  }

  private void pack(byte[] indices, int bits) {
    LzwWriter writer = new LzwWriter(out, bits);
    writer.write(indices, 0, indices.length);
    writer.finish();
  }

  private void block(String text) {
    out.put(text.length());
    text(text);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    out.put(bytes, 0, bytes.length);
  }
}
