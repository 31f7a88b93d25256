package io.darkroom.systemtests.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Files that look like images and are not, or should never be decoded. */
final class Rubbish {
  private Rubbish() {}

  /** A PNG whose header promises this many pixels and whose data holds next to none. */
  static byte[] pngHeader(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", deflated(new byte[64]));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** The first part of a file. */
  static byte[] cut(byte[] file, int length) {
    return Arrays.copyOf(file, length);
  }

  /** A file of the same length whose middle part is scrambled. */
  static byte[] damaged(byte[] file) {
    byte[] damaged = file.clone();
    for (int i = file.length / 3; i < file.length / 3 + 4096; i++) {
      damaged[i] ^= 0x5a;
    }
    return damaged;
  }

  private static byte[] deflated(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /** A form of this many small fields, with this boundary. */
  static byte[] form(String boundary, int fields) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < fields; i++) {
      form.append("--").append(boundary).append("\r\n");
      form.append("Content-Disposition: form-data; name=\"f").append(i).append("\"\r\n\r\nx\r\n");
    }
    form.append("--").append(boundary).append("--\r\n");
    return form.toString().getBytes(StandardCharsets.UTF_8);
  }
}
