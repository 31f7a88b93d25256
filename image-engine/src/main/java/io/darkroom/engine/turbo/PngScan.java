package io.darkroom.engine.turbo;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Looks through the chunks of a PNG (W3C PNG, 5.3). OpenCV takes as much memory as a chunk says
 * that it has, up to 4 GB, before it looks whether the file has so much.
 */
record PngScan(MemorySegment file) {
  private static final ValueLayout.OfInt LENGTH =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int SIGNATURE = 8;

  /** Length, name and check sum. */
  private static final int FRAME = 12;

  /** Declines a file with a chunk that leaves it. */
  void requireWhole() {
    long at = SIGNATURE;
    while (at + FRAME <= file.byteSize()) {
      at += FRAME + Integer.toUnsignedLong(file.get(LENGTH, at));
    }
    if (at != file.byteSize()) {
      throw new LaneDeclinedException("a chunk that leaves the file");
    }
  }
}
