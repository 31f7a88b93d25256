package io.darkroom.codecs.image;

/** Walks the marker segments of a JPEG up to the first scan. */
final class JpegHeader implements HeaderParser {
  private static final int SOS = 0xda;
  private static final int EOI = 0xd9;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;

  @Override
  public void parse(Prefix file, Draft draft) {
    long at = 2;
    while (true) {
      while (file.u8(at) != 0xff) {
        at++; // decoders skip stray bytes between segments
      }
      int marker = file.u8(at + 1);
      if (marker == 0xff || marker == 0 || (marker >= 0xd0 && marker <= 0xd8) || marker == 1) {
        at += marker == 0xff ? 1 : 2;
        continue;
      }
      if (marker == SOS || marker == EOI) {
        break;
      }
      int length = file.u16(at + 2);
      if (length < 2) {
        throw Prefix.corrupt("a segment has no length");
      }
      segment(file, marker, at + 4, length - 2, draft);
      at += 2 + length;
    }
    if (draft.width() == 0) {
      throw Prefix.corrupt("it has no frame header");
    }
  }

  private static void segment(Prefix file, int marker, long at, int length, Draft draft) {
    if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
      draft.size(file.u16(at + 3), file.u16(at + 1));
      draft.bitDepth = file.u8(at);
      draft.channels = file.u8(at + 5);
      draft.progressive = (marker & 3) == 2;
      draft.model =
          switch (draft.channels) {
            case 1 -> ColourModel.GREY;
            case 3 -> ColourModel.RGB;
            case 4 -> ColourModel.CMYK;
            default -> throw Prefix.corrupt("it has " + draft.channels + " channels");
          };
    } else if (marker == APP1 && length > 14 && file.ascii(at, 6).equals("Exif\0\0")) {
      draft.orient(TiffHeader.orientation(file.from(at + 6, length - 6)));
    } else if (marker == APP2 && length > 14 && file.ascii(at, 11).equals("ICC_PROFILE")) {
      draft.icc = true;
    }
  }
}
