package io.darkroom.codecs.image;

/** Walks the blocks of a GIF and counts its frames. */
final class GifHeader implements HeaderParser {
  @Override
  public void parse(Prefix bigEndian, Draft draft) {
    Prefix file = bigEndian.littleEndian();
    draft.model = ColourModel.PALETTE;
    draft.channels = 4;
    draft.alpha = true;
    draft.size(Math.max(1, file.u16(6)), Math.max(1, file.u16(8)));
    long at = 13L + tableBytes(file.u8(10));
    int frames = 0;
    while (!file.endsBy(at) || frames == 0) {
      int block = file.u8(at);
      if (block == 0x3b) {
        break;
      }
      if (block == 0x21) {
        at = skip(file, at + 2);
      } else if (block == 0x2c) {
        frames++;
        draft.frames = frames;
        if (frames == 1) {
          draft.size(
              Math.max(draft.width(), file.u16(at + 5)),
              Math.max(draft.height(), file.u16(at + 7)));
        }
        draft.progressive |= (file.u8(at + 9) & 0x40) != 0;
        at = skip(file, at + 11 + tableBytes(file.u8(at + 9)));
      } else if (frames > 0) {
        break; // decoders end the animation at the first block they do not know
      } else {
        throw Prefix.corrupt("it has no frame");
      }
    }
    if (frames == 0) {
      throw Prefix.corrupt("it has no frame");
    }
  }

  private static int tableBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  /** Skips sub-blocks; gives the position after their end. */
  private static long skip(Prefix file, long start) {
    long at = start;
    for (int length = file.u8(at); length > 0; length = file.u8(at)) {
      at += 1 + length;
    }
    return at + 1;
  }
}
