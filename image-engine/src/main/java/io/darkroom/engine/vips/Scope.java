package io.darkroom.engine.vips;

import io.darkroom.engine.ImageSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Owns everything native that one render makes. Belongs to one thread; only {@link #kill} may be
 * called from others.
 */
final class Scope implements AutoCloseable {
  private static final long ALIGNED = 16;
  private static final long VALUE_BYTES = 24;

  private final Libvips vips;
  private final Arena arena = Arena.ofConfined();
  private final List<MemorySegment> objects = new ArrayList<>();
  private final MemorySegment value = arena.allocate(VALUE_BYTES, ALIGNED);
  private boolean closed;

  Scope(Libvips vips) {
    this.vips = vips;
  }

  Libvips vips() {
    return vips;
  }

  /** Memory that lives as long as this scope. */
  Arena arena() {
    return arena;
  }

  /** A zeroed GValue, for one use at a time. */
  MemorySegment value() {
    return value.fill((byte) 0);
  }

  /** The bytes of a source where native code can read them; copied only from the heap. */
  MemorySegment bytes(ImageSource source) {
    MemorySegment bytes = source.segment();
    if (bytes.isNative()) {
      return bytes;
    }
    MemorySegment copy = arena.allocate(Math.max(1, bytes.byteSize()), ALIGNED);
    MemorySegment.copy(bytes, 0, copy, 0, bytes.byteSize());
    return copy.asSlice(0, bytes.byteSize());
  }

  /** Takes over a reference to an image. */
  VipsImage own(MemorySegment image, boolean streamed) {
    synchronized (objects) {
      objects.add(image);
    }
    return new VipsImage(this, image, streamed);
  }

  /** An operation by its nickname. */
  Operation operation(String name) {
    return new Operation(this, name);
  }

  /** An image of 8-bit samples. */
  VipsImage image(byte[] samples, int width, int height, int bands) {
    return image(arena.allocateFrom(ValueLayout.JAVA_BYTE, samples), width, height, bands);
  }

  /** An image of 8-bit samples that live as long as this scope. */
  VipsImage image(MemorySegment samples, int width, int height, int bands) {
    MemorySegment image =
        NativeCall.of(
            () ->
                (MemorySegment)
                    vips.fromMemory.invokeExact(
                        samples, samples.byteSize(), width, height, bands, 0));
    if (image.address() == 0) {
      throw new VipsException("image", vips.takeErrors());
    }
    return own(image, false);
  }

  /** A matrix of weights, row by row. */
  VipsImage matrix(int width, int height, double... weights) {
    MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, weights);
    return own(
        NativeCall.of(
            () -> (MemorySegment) vips.matrix.invokeExact(width, height, copy, weights.length)),
        false);
  }

  /** A line of weights that a sum of products is divided by the sum of. */
  VipsImage weights(int... weights) {
    VipsImage line = matrix(weights.length, 1, Arrays.stream(weights).asDoubleStream().toArray());
    line.setField("scale", (double) Arrays.stream(weights).sum());
    return line;
  }

  /** Makes all evaluation in this scope fail soon. May be called from any thread. */
  void kill() {
    synchronized (objects) {
      if (!closed) {
        for (MemorySegment object : objects) {
          NativeCall.of(
              () -> {
                vips.kill.invokeExact(object, 1);
                return null;
              });
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (objects) {
      closed = true;
      for (MemorySegment object : objects.reversed()) {
        NativeCall.of(
            () -> {
              vips.unref.invokeExact(object);
              return null;
            });
      }
    }
    arena.close();
  }
}
