package io.darkroom.engine.vips;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Computes the frames of a strip on a thread of its own, as fast as it can, while others are
 * encoded. libvips alone computes no further ahead than a few rows, which is often not one frame.
 */
final class FramesAhead {
  /** Pixels of all frames that are held together, at most. */
  private static final long MOST_PIXELS = 4L << 20;

  private static final long PATIENCE_MILLIS = 1000;

  private final Scope scope;
  private final VipsImage strip;
  private final int frames;
  private final MemorySegment samples;
  private final MemorySegment length;
  private int rows;
  private boolean over;

  private FramesAhead(VipsImage strip, int frames) {
    this.scope = strip.scope();
    this.strip = strip;
    this.frames = frames;
    samples = scope.unset((long) strip.width() * strip.height() * strip.bands());
    length = scope.unset(ValueLayout.JAVA_LONG.byteSize());
  }

  /** Whether frames are computed so: of a strip that is not read from a stream and is not long. */
  static boolean suits(VipsImage strip) {
    return !strip.streamed()
        && strip.format() == VipsImage.UCHAR
        && suits((long) strip.width() * strip.height());
  }

  /** Whether so many pixels may be held. */
  static boolean suits(long pixels) {
    return pixels <= MOST_PIXELS;
  }

  /** The same strip of 8-bit samples, whose frames are on their way from now on. */
  static VipsImage of(VipsImage strip, int frames) {
    return new FramesAhead(strip, frames).image();
  }

  private VipsImage image() {
    VipsImage memory = scope.image(samples, strip.width(), strip.height(), strip.bands());
    VipsImage image = RowsOnDemand.like(strip, memory, this::await);
    scope.beside(this::compute);
    return image;
  }

  private void compute() {
    int height = strip.height() / frames;
    long frameBytes = samples.byteSize() / frames;
    try (Rows region = new Rows(strip, length)) {
      for (int i = 0; i < frames && scope.open(); i++) {
        region.read(i * height, height, samples.asSlice(i * frameBytes, frameBytes));
        done((i + 1) * height);
      }
    } catch (RuntimeException | Error e) {
      scope.fail(e);
    } finally {
      end();
    }
  }

  private synchronized void done(int row) {
    rows = row;
    notifyAll();
  }

  private synchronized void end() {
    over = true;
    notifyAll();
  }

  /** Waits for all rows before this one; that they come is bounded by the deadline of the scope. */
  private synchronized void await(int row) {
    try {
      while (rows < row && !over) {
        wait(PATIENCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (rows < row) {
      throw new VipsException("frames", "not computed");
    }
  }
}
