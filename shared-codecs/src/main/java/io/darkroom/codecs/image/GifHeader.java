package io.darkroom.codecs.image;

/**
 * Walks the blocks of a GIF, counts its frames and tells whether anything can shine through
 * (GIF89a, sections 20 and 23).
 */
final class GifHeader implements HeaderParser {
  private static final int GRAPHIC_CONTROL = 0xf9;

  @Override
  public void parse(Prefix bigEndian, Draft draft) {
    Prefix file = bigEndian.littleEndian();
    draft.model = ColourModel.PALETTE;
    draft.channels = 4;
    draft.alpha = true;
    draft.size(Math.max(1, file.u16(6)), Math.max(1, file.u16(8)));
    long at = 13L + tableBytes(file.u8(10));
    int frames = 0;
    int control = 0;
    boolean opaque = true;
    boolean cleared = false;
    while (!file.endsBy(at) || frames == 0) {
      int block = file.u8(at);
      if (block == 0x3b) {
        break;
      }
      if (block == 0x21) {
        if (file.u8(at + 1) == GRAPHIC_CONTROL && file.u8(at + 2) > 0) {
          control = file.u8(at + 3);
        }
        at = skip(file, at + 2);
      } else if (block == 0x2c) {
        frames++;
        draft.frames = frames;
        if (frames == 1) {
          draft.size(
              Math.max(draft.width(), file.u16(at + 5)),
              Math.max(draft.height(), file.u16(at + 7)));
          opaque = (control & 1) == 0 && covers(file, at, draft);
        }
        // what a frame takes away again leaves a hole for those after it
        opaque &= !cleared;
        cleared |= (control >> 2 & 7) > 1;
        control = 0;
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
    draft.alpha = !opaque;
    draft.channels = opaque ? 3 : 4;
  }

  private static boolean covers(Prefix file, long frame, Draft draft) {
    return file.u16(frame + 1) == 0
        && file.u16(frame + 3) == 0
        && file.u16(frame + 5) >= draft.width()
        && file.u16(frame + 7) >= draft.height();
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
