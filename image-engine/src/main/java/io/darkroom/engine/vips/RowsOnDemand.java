package io.darkroom.engine.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The rows of an image in memory, made when libvips first asks for them: on its own thread, while
 * another encodes what is there already. libvips takes them from where they are.
 */
final class RowsOnDemand {
  /** Where a region has its area, behind a {@code VipsObject} and the image. */
  private static final long AREA = 88;

  /** Left, top, width and height. */
  private static final long AREA_BYTES = 16;

  private static final int ANY_ORDER = 3;
  private static final int FAILED = -1;

  private static final FunctionDescriptor GENERATE =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

  private static final MethodType SIGNATURE =
      MethodType.methodType(
          int.class,
          MemorySegment.class,
          MemorySegment.class,
          MemorySegment.class,
          MemorySegment.class,
          MemorySegment.class);

  private final Scope scope;
  private final Libvips vips;
  private final IntConsumer fill;

  private RowsOnDemand(Scope scope, IntConsumer fill) {
    this.scope = scope;
    this.vips = scope.vips();
    this.fill = fill;
  }

  /**
   * An image whose rows are made on demand.
   *
   * @param memory with room for the rows, of {@link Scope#unset}
   * @param fill makes all rows before the given one that are not made yet; on any thread, one at a
   *     time. What it throws fails what libvips does, and is what {@link Scope#throwFailure} throws
   *     then.
   */
  static VipsImage of(VipsImage memory, IntConsumer fill) {
    RowsOnDemand rows = new RowsOnDemand(memory.scope(), fill);
    return rows.image(memory, memory, () -> rows.filled(memory));
  }

  /**
   * The same with the metadata of another image.
   *
   * @param like of the same size and kind of samples
   */
  static VipsImage like(VipsImage like, VipsImage memory, IntConsumer fill) {
    return new RowsOnDemand(memory.scope(), fill).image(like, memory, null);
  }

  private VipsImage image(VipsImage like, VipsImage memory, Supplier<VipsImage> held) {
    // the list ends with a zero
    MemorySegment inputs = scope.arena().allocate(ADDRESS, 2);
    inputs.setAtIndex(ADDRESS, 0, like.address());
    MemorySegment image = NativeCall.of(() -> (MemorySegment) vips.imageNew.invokeExact());
    scope.own(image, false);
    MemorySegment generate = Foreign.callback(target(), GENERATE, scope.arena());
    int result =
        NativeCall.of(
            () ->
                (int) vips.pipeline.invokeExact(image, ANY_ORDER, inputs) != 0
                    ? FAILED
                    : (int)
                        vips.generate.invokeExact(
                            image,
                            vips.startOne,
                            generate,
                            vips.stopOne,
                            memory.address(),
                            MemorySegment.NULL));
    if (result != 0) {
      throw new VipsException("generate", vips.takeErrors());
    }
    return new VipsImage(scope, image, false, held);
  }

  private synchronized VipsImage filled(VipsImage memory) {
    fill.accept(memory.height());
    return memory;
  }

  private MethodHandle target() {
    try {
      return MethodHandles.lookup().bind(this, "generate", SIGNATURE);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Called by libvips ({@code VipsGenerateFn}); nothing may be thrown into native code. */
  @SuppressWarnings("unused") // by a method handle
  private int generate(
      MemorySegment region,
      MemorySegment input,
      MemorySegment memory,
      MemorySegment nothing,
      MemorySegment stop) {
    try {
      MemorySegment area = Foreign.sized(region, AREA + AREA_BYTES).asSlice(AREA);
      int left = area.getAtIndex(JAVA_INT, 0);
      int top = area.getAtIndex(JAVA_INT, 1);
      synchronized (this) {
        fill.accept(top + area.getAtIndex(JAVA_INT, 3));
      }
      return (int) vips.regionPrepare.invokeExact(input, area) != 0
          ? FAILED
          : (int) vips.regionShare.invokeExact(region, input, area, left, top);
    } catch (Throwable e) {
      scope.fail(e);
      return FAILED;
    }
  }
}
