package io.darkroom.engine.gif;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Unpacks the indices of frames, one frame after the other (GIF89a, appendix F).
 *
 * <p>A string of the table is where it was unpacked last: it and the index behind it are the string
 * that the next code adds, so the table has places and lengths, and nothing is ever put together
 * from its end. Strings of up to eight indices are copied at once.
 */
final class LzwReader {
  /** Where the indices of a frame begin; before them each index stands for itself. */
  static final int START = 256;

  private static final int MOST_CODES = 4096;
  private static final int MOST_BITS = 12;

  /** Codes between two looks whether to go on; each gives at most as many indices. */
  private static final int CHECKED = 1 << 14;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Runnable check;

  /** The place of each string above its 16 bits of length, which are 0 where there is none. */
  private final long[] strings = new long[MOST_CODES + 1];

  private byte[] indices = new byte[0];
  private byte[] packed;
  private long end;

  LzwReader(Runnable check) {
    this.check = check;
  }

  /** What was unpacked, from {@link #START} on, and room behind it. */
  byte[] indices() {
    return indices;
  }

  /**
   * Unpacks a frame. What is behind its last pixel is passed, as viewers do.
   *
   * @param codes with 8 bytes more than are used
   * @param bytes that are used
   * @param size bits of an index
   * @param colours that indices must stay below
   * @param pixels wanted
   * @throws LaneDeclinedException when there are fewer, or other codes than can be
   */
  void read(byte[] codes, int bytes, int size, int colours, int pixels) {
    packed = codes;
    end = 8L * bytes;
    makeRoom(pixels);
    setRoots(Math.min(1 << size, colours));
    byte[] to = indices;
    int clear = 1 << size;
    int stop = START + pixels;
    int at = START;
    long bit = 0;
    int bits = 0;
    int next = MOST_CODES;
    long previous = 0;
    int code = clear;
    while (at < stop) {
      check.run();
      if (code == clear) {
        Arrays.fill(strings, clear, next, 0);
        bits = size + 1;
        next = clear + 2;
        code = code(bit, bits);
        bit += bits;
        if (code != clear) {
          previous = (long) at << 16 | 1;
          to[at++] = root(code, clear);
        }
        continue;
      }
      boolean full = next == MOST_CODES;
      // while codes are as long as this one
      int count = full ? CHECKED : (1 << bits) - next;
      for (int i = 0; i < count && at < stop; i++) {
        code = code(bit, bits);
        bit += bits;
        // the last place is written to when the table is full, and never looked at
        strings[next] = previous + 1;
        next += full ? 0 : 1;
        long string = strings[code];
        int length = (int) string & 0xffff;
        if (length == 0) {
          break;
        }
        copy(to, (int) (string >>> 16), at, length);
        previous = (long) at << 16 | length;
        at += length;
      }
      if (strings[code] == 0 && code != clear) {
        throw new LaneDeclinedException("it ends early, or has a code that is none");
      }
      bits += !full && next == 1 << bits && bits < MOST_BITS ? 1 : 0;
    }
  }

  private int code(long bit, int bits) {
    if (bit + bits > end) {
      throw new LaneDeclinedException("it ends early");
    }
    return (int) ((long) LONGS.get(packed, (int) (bit >>> 3)) >>> (bit & 7)) & ((1 << bits) - 1);
  }

  /** Copies a string; up to seven bytes behind it change. */
  private static void copy(byte[] to, int place, int at, int length) {
    LONGS.set(to, at, (long) LONGS.get(to, place));
    for (int i = 8; i < length; i += 8) {
      LONGS.set(to, at + i, (long) LONGS.get(to, place + i));
    }
    if (place + length > at) {
      to[at + length - 1] = to[place]; // it ends with what it begins with
    }
  }

  private byte root(int code, int clear) {
    if (code > clear || strings[code] == 0) {
      throw new LaneDeclinedException("a code that is none");
    }
    return (byte) code;
  }

  private void setRoots(int count) {
    Arrays.fill(strings, 0, START, 0);
    for (int i = 0; i < count; i++) {
      strings[i] = (long) i << 16 | 1;
    }
  }

  private void makeRoom(int pixels) {
    int size = START + pixels + MOST_CODES + 8;
    if (indices.length < size) {
      indices = new byte[size];
      for (int i = 0; i < START; i++) {
        indices[i] = (byte) i;
      }
    }
  }
}
