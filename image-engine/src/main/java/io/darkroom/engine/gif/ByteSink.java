package io.darkroom.engine.gif;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that are written, of a file as long as it gets. */
final class ByteSink {
  private byte[] bytes;
  private int size;

  ByteSink(int expected) {
    bytes = new byte[expected];
  }

  void put(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /** Two bytes, the lower one first. */
  void putShort(int value) {
    put(value);
    put(value >> 8);
  }

  void put(byte[] from, int start, int count) {
    room(count);
    System.arraycopy(from, start, bytes, size, count);
    size += count;
  }

  ByteBuffer toBuffer() {
    return ByteBuffer.wrap(Arrays.copyOf(bytes, size));
  }

  private void room(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, size + (size >> 1)));
    }
  }
}
