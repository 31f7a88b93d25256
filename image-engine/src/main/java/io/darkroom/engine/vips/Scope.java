package io.darkroom.engine.vips;

import io.darkroom.engine.ImageSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Owns everything native that one render makes. Belongs to one thread; what may be called from
 * others says so.
 */
final class Scope implements AutoCloseable {
  private static final long ALIGNED = 16;
  private static final long VALUE_BYTES = 24;

  private final Libvips vips;
  private final InkTables inks;
  private final Arena arena = Arena.ofConfined();
  private final List<MemorySegment> objects = new ArrayList<>();
  private final MemorySegment value = arena.allocate(VALUE_BYTES, ALIGNED);
  private final List<MemorySegment> blocks = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final ExecutorService helpers =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().name("darkroom-frames").daemon().factory());
  private volatile boolean closed;

  /** With tables that outlive it. */
  Scope(Libvips vips, InkTables inks) {
    this.vips = vips;
    this.inks = inks;
  }

  Libvips vips() {
    return vips;
  }

  InkTables inks() {
    return inks;
  }

  /** Memory that lives as long as this scope. */
  Arena arena() {
    return arena;
  }

  /** Memory with anything in it that lives as long as this scope; for any thread. */
  MemorySegment unset(long bytes) {
    MemorySegment block =
        NativeCall.of(() -> (MemorySegment) vips.allocate.invokeExact(Math.max(1, bytes)));
    if (block.address() == 0) {
      throw new OutOfMemoryError(bytes + " bytes outside the heap");
    }
    blocks.add(block);
    return Foreign.sized(block, bytes);
  }

  /** Does work on another thread. Closing waits for it, so it has to look whether to go on. */
  void beside(Runnable work) {
    helpers.execute(work);
  }

  /** Whether results are still wanted. May be called from any thread. */
  boolean open() {
    return !closed;
  }

  /** Keeps why libvips, which called us, will fail. May be called from any thread. */
  void fail(Throwable reason) {
    failure.compareAndSet(null, reason);
  }

  /** Throws what failed libvips when it called us, unless it was libvips itself. */
  void throwFailure() {
    switch (failure.getAndSet(null)) {
      case null -> {}
      case VipsException e -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
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
    closed = true;
    helpers.close();
    synchronized (objects) {
      for (MemorySegment object : objects.reversed()) {
        NativeCall.of(
            () -> {
              vips.unref.invokeExact(object);
              return null;
            });
      }
    }
    for (MemorySegment block : blocks) {
      NativeCall.of(
          () -> {
            vips.free.invokeExact(block);
            return null;
          });
    }
    arena.close();
  }
}
