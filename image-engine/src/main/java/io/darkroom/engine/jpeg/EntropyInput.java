package io.darkroom.engine.jpeg;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The entropy-coded bytes of a scan without what is stuffed between them, a window at a time.
 * Places are counted in bits from the start of the window, so that readers need no state but one
 * number. A window ends at a marker at the latest.
 */
final class EntropyInput {
  /** Reads 8 bytes at any place, the first one uppermost. */
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Bytes that may be read beyond a place within the limit: more than any MCU takes. */
  private static final int AHEAD = 2400;

  private static final int WINDOW = 32 << 10;
  private static final long EACH = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;
  private static final int NONE = -1;

  private final MemorySegment file;
  private final byte[] window;
  private int end;

  /** A part of the file as it is, from which the window is filled. */
  private final byte[] raw;

  private int rawAt;
  private int rawEnd;
  private long at;
  private int marker = NONE;

  EntropyInput(MemorySegment file) {
    this.file = file;
    this.raw = new byte[(int) Math.min(WINDOW, file.byteSize())];
    this.window = new byte[raw.length + AHEAD];
  }

  /** Starts at a place in the file. */
  void start(long place) {
    at = place;
    end = 0;
    rawAt = 0;
    rawEnd = 0;
    marker = NONE;
  }

  /** 57 bits or more from a place on, uppermost. */
  static long load(byte[] data, int bit) {
    return (long) LONG.get(data, bit >>> 3) << (bit & 7);
  }

  /** One bit, 0 or 1. */
  static int bit(byte[] data, int bit) {
    return data[bit >>> 3] >> (~bit & 7) & 1;
  }

  byte[] window() {
    return window;
  }

  /** Up to this bit an MCU may start without asking for more. */
  int limit() {
    return marker == NONE ? (end - AHEAD) * 8 : end * 8;
  }

  /**
   * Makes the rest of the window its start, and adds what follows.
   *
   * @param bit the next to be read
   * @return the same place in the new window
   * @throws LaneDeclinedException when there is no more
   */
  int more(int bit) {
    if (marker != NONE) {
      throw new LaneDeclinedException("data that end early");
    }
    int from = bit >>> 3;
    System.arraycopy(window, from, window, 0, end - from);
    end -= from;
    while (marker == NONE && end <= AHEAD) {
      fill();
    }
    return bit & 7;
  }

  /**
   * Goes on behind a restart marker.
   *
   * @param bit where what came before it ended
   * @param number of the marker, 0 to 7
   * @return the first bit
   */
  int restart(int bit, int number) {
    requireMarker(bit, 0xd0 + number);
    marker = NONE;
    rawAt += 2;
    end = 0;
    return more(0);
  }

  /** Requires that the scan ends here, with this marker. */
  void requireEnd(int bit, int behind) {
    requireMarker(bit, behind);
  }

  private void requireMarker(int bit, int expected) {
    if (marker == NONE) {
      more(bit);
      bit &= 7;
    }
    if (marker != expected || (bit + 7) >>> 3 != end) {
      throw new LaneDeclinedException("data that do not end where they should");
    }
  }

  /** Adds what was read of the file, up to a marker. */
  private void fill() {
    if (rawEnd - rawAt < 2) {
      load();
    }
    int from = rawAt;
    int stop = Math.min(rawEnd, from + window.length - end);
    int to = end;
    while (from < stop - 1 && marker == NONE) {
      while (from < stop - 8) {
        long eight = (long) LONG.get(raw, from);
        if (((~eight - EACH) & eight & TOPS) != 0) {
          break;
        }
        LONG.set(window, to, eight);
        from += 8;
        to += 8;
      }
      int single = Math.min(from + 8, stop - 1);
      while (from < single && marker == NONE) {
        if (raw[from] != -1) {
          window[to++] = raw[from++];
        } else if (raw[from + 1] == 0) {
          window[to++] = -1;
          from += 2;
        } else {
          marker = raw[from + 1] & 0xff;
        }
      }
    }
    rawAt = from;
    end = to;
  }

  /** Reads on in the file; a byte that waits for the one behind it is kept. */
  private void load() {
    int kept = rawEnd - rawAt;
    System.arraycopy(raw, rawAt, raw, 0, kept);
    int count = (int) Math.min(raw.length - kept, file.byteSize() - at);
    if (count + kept < 2) {
      throw new LaneDeclinedException("data that end early");
    }
    MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, raw, kept, count);
    at += count;
    rawAt = 0;
    rawEnd = kept + count;
  }
}
