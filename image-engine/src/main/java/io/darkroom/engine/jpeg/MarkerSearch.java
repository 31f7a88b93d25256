package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Finds where entropy-coded data end, without decoding them. */
record MarkerSearch(MemorySegment file) {
  private static final long EACH = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  /**
   * The place of the next marker that is no restart marker (ITU-T T.81, B.1.1.5).
   *
   * @throws LaneDeclinedException when there is none
   */
  long next(long from) {
    long last = file.byteSize() - 1;
    long at = from;
    while (at < last) {
      if (at + Long.BYTES <= last) {
        long eight = file.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
        if (((~eight - EACH) & eight & TOPS) == 0) {
          at += Long.BYTES;
          continue;
        }
      }
      long stop = Math.min(at + Long.BYTES, last);
      for (; at < stop; at++) {
        if (file.get(ValueLayout.JAVA_BYTE, at) == -1 && ends(u8(at + 1))) {
          return at;
        }
      }
    }
    throw new LaneDeclinedException("data that end early");
  }

  /** The marker at a place. */
  int at(long place) {
    return u8(place + 1);
  }

  private static boolean ends(int marker) {
    return marker != 0 && (marker & 0xf8) != 0xd0;
  }

  private int u8(long at) {
    return file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }
}
