package io.darkroom.engine;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Small files that ask for much: what a header claims, and what inflates. */
final class Bombs {
  private static final int HEAD = 33;

  private Bombs() {}

  /** A PNG whose header claims 50,000 pixels a side. */
  static byte[] hugePng() {
    byte[] png = Fixtures.encoded(Fixtures.picture(9, 9), "png");
    ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 50_000);
    return png;
  }

  /** A PNG of one colour that really has as many pixels, in a few hundred kilobytes. */
  static byte[] onePixelColour(int side) {
    return Fixtures.encoded(new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY), "png");
  }

  /** An animated PNG that claims a hundred thousand frames. */
  static byte[] animatedPng() {
    byte[] control = ByteBuffer.allocate(8).putInt(100_000).putInt(0).array();
    return withChunk("acTL", control);
  }

  /** A PNG with a compressed chunk of 64 MB of zeroes. */
  static byte[] inflatingPng(String chunk) {
    byte[] zeroes = new byte[64 << 20];
    Deflater deflater = new Deflater(9);
    deflater.setInput(zeroes);
    deflater.finish();
    byte[] packed = new byte[1 << 20];
    int length = deflater.deflate(packed);
    deflater.end();
    byte[] name = "bomb\0\0".getBytes(StandardCharsets.US_ASCII);
    return withChunk(
        chunk, ByteBuffer.allocate(name.length + length).put(name).put(packed, 0, length).array());
  }

  /** A JPEG whose header claims 65,500 pixels a side. */
  static byte[] hugeJpeg() {
    byte[] jpeg = Fixtures.jpeg(16, 16);
    for (int i = 0; i < jpeg.length - 9; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 65_500).putShort(i + 7, (short) 65_500);
      }
    }
    return jpeg;
  }

  /** A progressive JPEG whose last scan comes as many times again. */
  static byte[] scans(byte[] progressive, int times) {
    int last = progressive.length;
    while ((progressive[last - 2] & 0xff) != 0xff || (progressive[last - 1] & 0xff) != 0xda) {
      last--;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(progressive, 0, last - 2);
    for (int i = 0; i < times; i++) {
      bytes.write(progressive, last - 2, progressive.length - last);
    }
    bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return bytes.toByteArray();
  }

  /** A GIF whose screen and only frame are of this size, with the data of one pixel. */
  static byte[] hugeGif(int side) {
    byte[] gif = Gifs.animated(1, 1, 1);
    ByteBuffer file = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
    int frame = gif.length - 2;
    while (gif[frame] != 0x2c) {
      frame--;
    }
    for (int at : new int[] {6, frame + 5}) {
      file.putShort(at, (short) side).putShort(at + 2, (short) side);
    }
    return gif;
  }

  /** A GIF of one pixel and many frames. */
  static byte[] frames(int count) {
    byte[] gif = Gifs.animated(1, 1, 1);
    int frame = 13 + (3 << ((gif[10] & 7) + 1));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(gif, 0, frame);
    for (int i = 0; i < count; i++) {
      bytes.writeBytes(new byte[] {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
    }
    bytes.write(0x3b);
    return bytes.toByteArray();
  }

  /** An animated WebP that claims 16,384 pixels a side, and many frames of a few bytes. */
  static byte[] animatedWebp(int count) {
    ByteBuffer frames = ByteBuffer.allocate(44 + count * 48).order(ByteOrder.LITTLE_ENDIAN);
    frames.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + count * 48);
    frames.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).put((byte) 2);
    frames.put(new byte[] {0, 0, 0, (byte) 0xff, 0x3f, 0, (byte) 0xff, 0x3f, 0});
    frames.put("ANIM".getBytes(StandardCharsets.US_ASCII)).putInt(6).put(new byte[6]);
    for (int i = 0; i < count; i++) {
      frames.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(40).put(new byte[16]);
      frames.put("VP8L".getBytes(StandardCharsets.US_ASCII)).putInt(16).put((byte) 0x2f);
      frames.put(new byte[15]);
    }
    return frames.array();
  }

  /** A TIFF whose directory names itself as the next. */
  static byte[] endlessTiff() {
    return ByteBuffer.allocate(64)
        .put("II*\0".getBytes(StandardCharsets.US_ASCII))
        .put(new byte[] {8, 0, 0, 0, 1, 0})
        .put(new byte[12])
        .put(new byte[] {8, 0, 0, 0})
        .array();
  }

  /** A billion laughs. */
  static byte[] laughingSvg() {
    StringBuilder svg =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 12; i++) {
      svg.append("<!ENTITY a")
          .append(i)
          .append(" \"")
          .append(("&a" + (i - 1) + ";").repeat(10))
          .append("\">");
    }
    return svg.append("]><svg width=\"10\" height=\"10\"><text>&a11;</text></svg>")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Groups that each use the one before ten times: a billion rectangles without an entity. */
  static byte[] nestedSvg() {
    StringBuilder svg =
        new StringBuilder("<svg xmlns='http://www.w3.org/2000/svg' width='99' height='99'>");
    svg.append("<g id='a0'><rect width='9' height='9'/></g>");
    for (int i = 1; i < 10; i++) {
      svg.append("<g id='a").append(i).append("'>");
      svg.append(("<use href='#a" + (i - 1) + "'/>").repeat(10)).append("</g>");
    }
    return svg.append("</svg>").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withChunk(String type, byte[] data) {
    byte[] png = Fixtures.encoded(Fixtures.picture(16, 16), "png");
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    return ByteBuffer.allocate(png.length + data.length + 12)
        .put(png, 0, HEAD)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) sum.getValue())
        .put(png, HEAD, png.length - HEAD)
        .array();
  }
}
