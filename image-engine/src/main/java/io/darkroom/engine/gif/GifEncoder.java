package io.darkroom.engine.gif;

import io.darkroom.codecs.recipe.GifOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes a GIF (GIF89a), still or animated. The frames come one after the other, and two of them
 * are held: how one ends depends on the next. Equal frames give equal bytes.
 */
public final class GifEncoder {
  /** Rows between two looks whether to go on. */
  static final int ROWS = 8;

  private static final int KEEP = 1;
  private static final int CLEAR = 2;

  private final int width;
  private final int height;
  private final boolean animated;
  private final int loops;
  private final double dither;
  private final Runnable check;
  private final PaletteChoice palettes;
  private final ByteSink out;
  private Palette global;
  private Frame held;
  private int[] next;

  /**
   * An encoder for one file.
   *
   * @param animated whether more than one frame comes
   * @param loops times to play, 0 for ever
   * @param check throws when the work is to be stopped; called every few rows
   */
  public GifEncoder(
      int width, int height, boolean animated, int loops, GifOutput output, Runnable check) {
    this.width = width;
    this.height = height;
    this.animated = animated;
    this.loops = loops;
    this.dither = output.dither();
    this.check = check;
    this.palettes = new PaletteChoice(output, animated, check);
    this.out = new ByteSink(Math.clamp((long) width * height / 2, 1 << 10, 1 << 20));
  }

  /** Where the pixels of the next frame belong: straight, row by row. */
  public int[] pixels() {
    if (next == null) {
      next = new int[Math.multiplyExact(width, height)];
    }
    return next;
  }

  /**
   * Takes the next frame, whose pixels have been set.
   *
   * @param delay milliseconds to show it
   */
  public void add(int delay) {
    check.run();
    Frame frame = new Frame(pixels(), width, height, delay);
    next = null;
    if (held != null) {
      boolean clears = held.makeWayFor(frame);
      write(held, clears ? CLEAR : KEEP);
      if (clears) {
        held.clear();
      }
      frame.leaveOut(held);
      next = held.pixels();
    }
    held = frame;
  }

  /** Ends the file. */
  public ByteBuffer finish() {
    write(held, KEEP);
    held = null;
    out.put(0x3b);
    return out.toBuffer();
  }

  private void write(Frame frame, int disposal) {
    PaletteChoice.Choice choice = palettes.choose(frame);
    Palette palette = choice.palette();
    if (global == null) {
      global = palette;
      start();
    }
    boolean holes = frame.hasHoles();
    if (animated || holes) {
      control(frame, disposal, holes ? palette.transparent() : -1);
    }
    int columns = frame.right() - frame.left();
    out.put(0x2c);
    out.putShort(frame.left());
    out.putShort(frame.top());
    out.putShort(columns);
    out.putShort(frame.bottom() - frame.top());
    out.put(palette == global ? 0 : 0x80 | (palette.bits() - 1));
    if (palette != global) {
      palette.write(out);
    }
    LzwWriter packed = new LzwWriter(out, palette.bits());
    new Dithering(frame, choice, dither, check).rows((row, y) -> packed.write(row, 0, columns));
    packed.finish();
  }

  /** The screen, its colours, and how often to play. */
  private void start() {
    text("GIF89a");
    out.putShort(width);
    out.putShort(height);
    out.put(0xf0 | (global.bits() - 1));
    out.put(0);
    out.put(0);
    global.write(out);
    if (animated && loops != 1) {
      out.put(0x21);
      out.put(0xff);
      out.put(11);
      text("NETSCAPE2.0");
      out.put(3);
      out.put(1);
      out.putShort(loops == 0 ? 0 : Math.min(loops - 1, 0xffff));
      out.put(0);
    }
  }

  private void control(Frame frame, int disposal, int transparent) {
    out.put(0x21);
    out.put(0xf9);
    out.put(4);
    out.put((animated ? disposal << 2 : 0) | (transparent < 0 ? 0 : 1));
    out.putShort(animated ? Math.clamp(frame.delay() / 10, 1, 0xffff) : 0);
    out.put(Math.max(0, transparent));
    out.put(0);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    out.put(bytes, 0, bytes.length);
  }
}
