package io.darkroom.engine.portable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import javax.imageio.stream.ImageInputStreamImpl;

/** Lets ImageIO read a source in place. */
final class SegmentInput extends ImageInputStreamImpl {
  private final MemorySegment bytes;

  SegmentInput(MemorySegment bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < bytes.byteSize() ? bytes.get(ValueLayout.JAVA_BYTE, streamPos++) & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    bitOffset = 0;
    long left = bytes.byteSize() - streamPos;
    if (left <= 0) {
      return length == 0 ? 0 : -1;
    }
    int count = (int) Math.min(length, left);
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, streamPos, into, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.byteSize();
  }
}
