package io.darkroom.engine.portable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The APP13 segment of a JPEG, in which IPTC records lie as one of several image resources (Adobe
 * Photoshop File Formats Specification, "Image Resource Blocks").
 */
final class PhotoshopSegment {
  static final int MARKER = 0xed;
  static final byte[] HEAD = "Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNATURE = 0x3842494d; // "8BIM"
  private static final int IPTC = 0x0404;
  private static final int SHORTEST = 12;

  private PhotoshopSegment() {}

  /** The IPTC records among a segment's resources; empty where there are none. */
  static byte[] records(byte[] resources) {
    ByteBuffer in = ByteBuffer.wrap(resources);
    while (in.remaining() >= SHORTEST && in.getInt() == SIGNATURE) {
      int kind = in.getShort() & 0xffff;
      int name = in.get() & 0xff;
      int size = in.position() + name + (name + 1) % 2;
      if (size + Integer.BYTES > in.limit()) {
        break;
      }
      int length = in.position(size).getInt();
      if (length < 0 || length > in.remaining()) {
        break;
      }
      if (kind == IPTC) {
        byte[] found = new byte[length];
        in.get(found);
        return found;
      }
      in.position(Math.min(in.limit(), in.position() + length + length % 2));
    }
    return new byte[0];
  }

  /** Resources with these records alone; empty where there are none. */
  static byte[] resources(byte[] records) {
    if (records.length == 0) {
      return records;
    }
    int padded = records.length + records.length % 2;
    return ByteBuffer.allocate(SHORTEST + padded)
        .putInt(SIGNATURE)
        .putShort((short) IPTC)
        .putShort((short) 0)
        .putInt(records.length)
        .put(records)
        .array();
  }
}
