package io.darkroom.engine.vips;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/**
 * Takes the rows of an image as they are computed, from top to bottom, on the thread that asks.
 * Nothing of the image is held but the rows that were asked for last.
 */
final class Rows implements AutoCloseable {
  private final VipsImage image;
  private final Libvips vips;
  private final MemorySegment region;
  private final MemorySegment length;

  /** For the thread of the scope. */
  Rows(VipsImage image) {
    this(image, image.scope().arena().allocate(ValueLayout.JAVA_LONG));
  }

  /**
   * For any thread, which is then the only one that may use it.
   *
   * @param length eight bytes that this thread may use
   */
  Rows(VipsImage image, MemorySegment length) {
    this.image = image;
    this.vips = image.scope().vips();
    this.length = length;
    this.region = NativeCall.of(() -> (MemorySegment) vips.regionNew.invokeExact(image.address()));
    if (region.address() == 0) {
      throw new VipsException("region", vips.takeErrors());
    }
  }

  /** Puts packed pixels of some rows where they are wanted. */
  void read(int top, int count, int[] argb, int at) {
    fetch(
        top,
        count,
        data -> PixelBridge.pack(data.toArray(ValueLayout.JAVA_BYTE), image.bands(), argb, at));
  }

  /** Puts the samples of some rows where they are wanted. */
  void read(int top, int count, MemorySegment to) {
    fetch(top, count, to::copyFrom);
  }

  private void fetch(int top, int count, Consumer<MemorySegment> use) {
    MemorySegment data =
        NativeCall.of(
            () ->
                (MemorySegment)
                    vips.regionFetch.invokeExact(region, 0, top, image.width(), count, length));
    if (data.address() == 0) {
      throw new VipsException("region_fetch", vips.takeErrors());
    }
    try {
      use.accept(Foreign.sized(data, length.get(ValueLayout.JAVA_LONG, 0)));
    } finally {
      NativeCall.of(
          () -> {
            vips.free.invokeExact(data);
            return null;
          });
    }
  }

  @Override
  public void close() {
    NativeCall.of(
        () -> {
          vips.unref.invokeExact(region);
          return null;
        });
  }
}
