package io.darkroom.codecs.image;

/** Reads the chunks of a WebP file: simple, lossless or extended. */
final class WebpHeader implements HeaderParser {
  @Override
  public void parse(Prefix bigEndian, Draft draft) {
    Prefix file = bigEndian.littleEndian();
    long end = 8 + file.u32(4);
    switch (file.ascii(12, 4)) {
      case "VP8 " -> lossy(file, draft);
      case "VP8L" -> lossless(file, draft);
      case "VP8X" -> extended(file, end, draft);
      default -> throw Prefix.corrupt("its first chunk is unknown");
    }
  }

  private static void lossy(Prefix file, Draft draft) {
    if (file.u24(23) != 0x2a019d) {
      throw Prefix.corrupt("it has no key frame");
    }
    draft.size(file.u16(26) & 0x3fff, file.u16(28) & 0x3fff);
  }

  private static void lossless(Prefix file, Draft draft) {
    if (file.u8(20) != 0x2f) {
      throw Prefix.corrupt("its signature is wrong");
    }
    long bits = file.u32(21);
    draft.alpha = (bits >> 28 & 1) == 1;
    draft.channels = draft.alpha ? 4 : 3;
    draft.size((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
  }

  private static void extended(Prefix file, long end, Draft draft) {
    int flags = file.u8(20);
    draft.alpha = (flags & 0x10) != 0;
    draft.channels = draft.alpha ? 4 : 3;
    draft.icc = (flags & 0x20) != 0;
    draft.size(file.u24(24) + 1L, file.u24(27) + 1L);
    boolean animated = (flags & 2) != 0;
    boolean exif = (flags & 8) != 0;
    if (!animated && !exif) {
      return;
    }
    WebpFrames frames = new WebpFrames(file, draft);
    long at = 30;
    while (at + 8 <= end && !file.endsBy(at)) {
      String type = file.ascii(at, 4);
      long length = file.u32(at + 4);
      if (type.equals("ANMF")) {
        frames.add(at + 8);
      } else if (type.equals("EXIF") && length > 8) {
        draft.orient(exifOrientation(file, at + 8, length));
      }
      at += 8 + length + (length & 1);
    }
    if (animated && frames.count() == 0) {
      throw Prefix.corrupt("it has no frame");
    }
  }

  private static int exifOrientation(Prefix file, long at, long length) {
    boolean marked = length > 14 && file.ascii(at, 6).equals("Exif\0\0");
    return TiffHeader.orientation(marked ? file.from(at + 6, length - 6) : file.from(at, length));
  }
}
