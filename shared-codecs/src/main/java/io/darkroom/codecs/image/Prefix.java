package io.darkroom.codecs.image;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a file, read at absolute positions. Reading past them asks for more; reading
 * past the end of the file tells that the file is cut.
 */
final class Prefix {
  private final ByteBuffer bytes;
  private final long total;
  private final ByteOrder order;

  Prefix(ByteBuffer bytes, long total) {
    this(bytes.slice(), total, ByteOrder.BIG_ENDIAN);
  }

  private Prefix(ByteBuffer bytes, long total, ByteOrder order) {
    this.bytes = bytes.order(order);
    this.total = total;
    this.order = order;
  }

  /** The same bytes, little-endian. */
  Prefix littleEndian() {
    return new Prefix(bytes.slice(), total, ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes from a position on, for a format nested in another. */
  Prefix from(long at, long length) {
    require(at, length);
    return new Prefix(bytes.slice((int) at, (int) length), length, order);
  }

  int u8(long at) {
    require(at, 1);
    return bytes.get((int) at) & 0xff;
  }

  int u16(long at) {
    require(at, 2);
    return bytes.getShort((int) at) & 0xffff;
  }

  int u24(long at) {
    int a = u8(at);
    int b = u8(at + 1);
    int c = u8(at + 2);
    return order == ByteOrder.BIG_ENDIAN ? a << 16 | b << 8 | c : c << 16 | b << 8 | a;
  }

  long u32(long at) {
    require(at, 4);
    return bytes.getInt((int) at) & 0xffffffffL;
  }

  int s32(long at) {
    require(at, 4);
    return bytes.getInt((int) at);
  }

  long s64(long at) {
    require(at, 8);
    return bytes.getLong((int) at);
  }

  String ascii(long at, int length) {
    require(at, length);
    byte[] text = new byte[length];
    bytes.get((int) at, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Whether the file is known to end at or before this position. */
  boolean endsBy(long at) {
    return total >= 0 && at >= total;
  }

  /** The end of what can be read now. */
  long available() {
    return bytes.limit();
  }

  private void require(long at, long length) {
    if (at < 0 || length < 0 || at > Long.MAX_VALUE - length) {
      throw corrupt("it points outside of itself");
    }
    if (at + length > bytes.limit()) {
      if (total >= 0 && at + length > total) {
        throw corrupt("it ends too early");
      }
      if (at + length > Integer.MAX_VALUE) {
        throw corrupt("its header is too far inside");
      }
      throw new MoreNeeded(at + length);
    }
  }

  static FailureException corrupt(String why) {
    return Failure.of(FailureCode.CORRUPT_IMAGE, "the image cannot be read: " + why).asException();
  }

  /** More of the file is needed. */
  static final class MoreNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long needs;

    MoreNeeded(long needs) {
      super("needs " + needs + " bytes", null, false, false);
      this.needs = needs;
    }

    long needs() {
      return needs;
    }
  }
}
