package io.darkroom.engine.gif;

import java.util.Arrays;

/**
 * Packs indices as GIF wants it: the method of Welch (A Technique for High-Performance Data
 * Compression, 1984) with codes that grow from a few bits to 12 (GIF89a, appendix F), in blocks of
 * at most 255 bytes. A full table is kept as long as it serves what comes as well as before.
 */
final class LzwWriter {
  private static final int MOST_CODES = 4096;
  private static final int HASH_BITS = 14;
  private static final int MIXER = 0x9e3779b1;
  private static final int FREE = -1;
  private static final int BLOCK = 255;

  /** Pixels after which it is looked whether a full table still serves. */
  private static final int PERIOD = 512;

  private final ByteSink out;
  private final int clear;
  private final int least;

  /** Each of 20 bits of what is looked for, a string's code and the index behind it, and a code. */
  private final int[] table = new int[1 << HASH_BITS];

  private final byte[] block = new byte[BLOCK];
  private int inBlock;
  private int next;
  private int bits;
  private int prefix = FREE;
  private long held;
  private int heldBits;

  /** Bits and pixels since the table was empty, and of them those of this period. */
  private long written;

  private long pixels;
  private long periodStart;
  private int periodPixels;

  /**
   * Starts with the code size and a clear code.
   *
   * @param indexBits bits of an index, 1 to 8
   */
  LzwWriter(ByteSink out, int indexBits) {
    this.out = out;
    int size = Math.max(2, indexBits);
    clear = 1 << size;
    least = size + 1;
    out.put(size);
    bits = least;
    reset();
  }

  /** Appends indices. */
  void write(byte[] indices, int from, int count) {
    int at = from;
    int end = from + count;
    while (at < end) {
      if (prefix == FREE) {
        prefix = indices[at++] & 0xff;
        periodPixels++;
      }
      int stop = Math.min(end, at + Math.max(0, PERIOD - periodPixels));
      periodPixels += stop - at;
      pack(indices, at, stop);
      at = stop;
      if (periodPixels >= PERIOD) {
        look();
      }
    }
  }

  /** Writes what is left and the end. */
  void finish() {
    if (prefix != FREE) {
      emit(prefix);
      grow();
    }
    emit(clear + 1);
    while (heldBits > 0) {
      flushByte();
    }
    if (inBlock > 0) {
      flushBlock();
    }
    out.put(0);
  }

  private void pack(byte[] indices, int from, int to) {
    int string = prefix;
    for (int i = from; i < to; i++) {
      int index = indices[i] & 0xff;
      int key = (string << 8) | index;
      int slot = (key * MIXER) >>> (32 - HASH_BITS);
      int found = table[slot];
      while (found != FREE && found >>> 12 != key) {
        slot = (slot + 1) & ((1 << HASH_BITS) - 1);
        found = table[slot];
      }
      if (found != FREE) {
        string = found & 0xfff;
      } else {
        emit(string);
        if (next < MOST_CODES) {
          table[slot] = key << 12 | next;
          grow();
        }
        string = index;
      }
    }
    prefix = string;
  }

  /** The reader is one string behind: it takes a longer code one later than the table has it. */
  private void grow() {
    if (next < MOST_CODES && next++ == 1 << bits) {
      bits++;
    }
  }

  /** Starts anew when a full table packs worse than it did on the whole since it was empty. */
  private void look() {
    pixels += periodPixels;
    if (next == MOST_CODES && (written - periodStart) * pixels >= written * periodPixels) {
      reset();
    }
    periodStart = written;
    periodPixels = 0;
  }

  private void reset() {
    if (prefix != FREE) {
      emit(prefix);
      prefix = FREE;
    }
    emit(clear);
    Arrays.fill(table, FREE);
    next = clear + 2;
    bits = least;
    written = 0;
    pixels = 0;
  }

  private void emit(int code) {
    held |= (long) code << heldBits;
    heldBits += bits;
    written += bits;
    while (heldBits >= 8) {
      flushByte();
    }
  }

  private void flushByte() {
    block[inBlock++] = (byte) held;
    held >>>= 8;
    heldBits -= 8;
    if (inBlock == BLOCK) {
      flushBlock();
    }
  }

  private void flushBlock() {
    out.put(inBlock);
    out.put(block, 0, inBlock);
    inBlock = 0;
  }
}
