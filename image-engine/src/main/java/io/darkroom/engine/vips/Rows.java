package io.darkroom.engine.vips;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Takes the rows of an image as they are computed, from top to bottom, on the thread that asks.
 * Nothing of the image is held but the rows that were asked for last.
 */
final class Rows implements AutoCloseable {
  private final VipsImage image;
  private final Libvips vips;
  private final MemorySegment region;
  private final MemorySegment length;

  Rows(VipsImage image) {
    this.image = image;
    this.vips = image.scope().vips();
    this.length = image.scope().arena().allocate(ValueLayout.JAVA_LONG);
    this.region = NativeCall.of(() -> (MemorySegment) vips.regionNew.invokeExact(image.address()));
    if (region.address() == 0) {
      throw new VipsException("region", vips.takeErrors());
    }
  }

  /** Puts packed pixels of some rows where they are wanted. */
  void read(int top, int count, int[] argb, int at) {
    MemorySegment data =
        NativeCall.of(
            () ->
                (MemorySegment)
                    vips.regionFetch.invokeExact(region, 0, top, image.width(), count, length));
    if (data.address() == 0) {
      throw new VipsException("region_fetch", vips.takeErrors());
    }
    try {
      byte[] samples =
          Foreign.sized(data, length.get(ValueLayout.JAVA_LONG, 0)).toArray(ValueLayout.JAVA_BYTE);
      PixelBridge.pack(samples, image.bands(), argb, at);
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
