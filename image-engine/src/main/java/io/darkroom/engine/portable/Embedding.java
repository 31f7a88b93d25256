package io.darkroom.engine.portable;

import io.darkroom.codecs.image.ImageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Puts what a source carried beside its pixels into a file that ImageIO has written. */
final class Embedding {
  private static final int SEGMENT = 65_533;
  private static final int PNG_HEAD = 33;
  private static final int BYTES = 7;
  private static final int ENTRY = 12;

  private Embedding() {}

  /** The file with the extras that its format can hold. */
  static byte[] into(byte[] file, ImageFormat format, Extras extras) {
    return switch (format) {
      case JPEG -> jpeg(file, extras);
      case PNG -> png(file, extras);
      case TIFF -> tiff(file, extras);
      default -> file;
    };
  }

  private static byte[] jpeg(byte[] file, Extras extras) {
    // after the JFIF segment, which is to be the first
    int head = file[2] == (byte) 0xff && file[3] == (byte) 0xe0 ? 4 + length(file, 4) : 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 4096);
    out.write(file, 0, head);
    segment(out, 0xe1, Extras.EXIF_HEAD, extras.exif());
    segment(out, 0xe1, Extras.XMP_HEAD, extras.xmp());
    byte[] resources = PhotoshopSegment.resources(extras.iptc());
    segment(out, PhotoshopSegment.MARKER, PhotoshopSegment.HEAD, resources);
    byte[] profile = extras.profile();
    int most = SEGMENT - Extras.ICC_HEAD.length - 2;
    int parts = (profile.length + most - 1) / most;
    for (int i = 0; i < parts && parts < 256; i++) {
      int from = i * most;
      byte[] part = new byte[Math.min(most, profile.length - from) + 2];
      part[0] = (byte) (i + 1);
      part[1] = (byte) parts;
      System.arraycopy(profile, from, part, 2, part.length - 2);
      segment(out, 0xe2, Extras.ICC_HEAD, part);
    }
    out.write(file, head, file.length - head);
    return out.toByteArray();
  }

  private static int length(byte[] file, int at) {
    return ByteBuffer.wrap(file).getShort(at) & 0xffff;
  }

  /** What does not fit into a segment is left out. */
  private static void segment(ByteArrayOutputStream out, int marker, byte[] head, byte[] data) {
    int length = 2 + head.length + data.length;
    if (data.length > 0 && length <= SEGMENT + 2) {
      out.writeBytes(new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length});
      out.writeBytes(head);
      out.writeBytes(data);
    }
  }

  private static byte[] png(byte[] file, Extras extras) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 4096);
    out.write(file, 0, PNG_HEAD);
    byte[] name = "icc\0\0".getBytes(StandardCharsets.US_ASCII);
    chunk(out, "iCCP", name, deflated(extras.profile()));
    chunk(out, "eXIf", new byte[0], extras.exif());
    chunk(out, "iTXt", Extras.XMP_KEYWORD, extras.xmp());
    out.write(file, PNG_HEAD, file.length - PNG_HEAD);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] head, byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(head);
    sum.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(head.length + data.length).array());
    out.writeBytes(name);
    out.writeBytes(head);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  private static byte[] deflated(byte[] data) {
    if (data.length == 0) {
      return data;
    }
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(data);
      deflater.finish();
      byte[] packed = new byte[data.length + 1024];
      int length = deflater.deflate(packed);
      return Arrays.copyOf(packed, length);
    } finally {
      deflater.end();
    }
  }

  /** A new first directory at the end of the file, with the entries of the old one and ours. */
  private static byte[] tiff(byte[] file, Extras extras) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int old = bytes.getInt(4);
    if (file[0] != 'M' || old < 8 || old > file.length - 2) {
      return file;
    }
    Description said = Description.ofBlock(extras.exif());
    TagTable ours = said.first();
    put(ours, TagTable.PROFILE, extras.profile());
    put(ours, TagTable.XMP, extras.xmp());
    put(ours, TagTable.IPTC, extras.iptc());
    if (ours.tags().isEmpty() && said.below().isEmpty()) {
      return file;
    }
    Map<Integer, byte[]> entries = new TreeMap<>();
    int start = file.length + file.length % 2;
    for (int i = 0; i < (bytes.getShort(old) & 0xffff); i++) {
      byte[] entry = new byte[ENTRY];
      bytes.get(old + 2 + i * ENTRY, entry);
      entries.put(ByteBuffer.wrap(entry).getShort() & 0xffff, entry);
    }
    // our values lie where our own directory puts them; the joined directory follows behind
    byte[] body = ours.directory(start, said.below());
    ByteBuffer mine = ByteBuffer.wrap(body);
    for (int i = 0; i < (mine.getShort(0) & 0xffff); i++) {
      byte[] entry = new byte[ENTRY];
      mine.get(2 + i * ENTRY, entry);
      entries.putIfAbsent(ByteBuffer.wrap(entry).getShort() & 0xffff, entry);
    }
    int joined = start + body.length + body.length % 2;
    ByteBuffer out = ByteBuffer.allocate(joined + 2 + entries.size() * ENTRY + 4);
    out.put(file).put(start, body).position(joined).putShort((short) entries.size());
    entries.values().forEach(out::put);
    return out.putInt(4, joined).array();
  }

  private static void put(TagTable table, int tag, byte[] data) {
    if (data.length > 0) {
      table.tags().put(tag, new TagTable.Tag(BYTES, data.length, data));
    }
  }
}
