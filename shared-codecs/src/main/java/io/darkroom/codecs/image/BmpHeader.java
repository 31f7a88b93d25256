package io.darkroom.codecs.image;

/** Reads the information header of a BMP. */
final class BmpHeader implements HeaderParser {
  @Override
  public void parse(Prefix bigEndian, Draft draft) {
    Prefix file = bigEndian.littleEndian();
    long header = file.u32(14);
    if (header == 12) {
      depth(file.u16(24), draft);
      draft.size(file.u16(18), file.u16(20));
      return;
    }
    if (header < 16 || header > 1024) {
      throw Prefix.corrupt("its header is unknown");
    }
    int bits = file.u16(28);
    depth(bits, draft);
    if (bits == 32 && header >= 56 && file.u32(66) != 0) {
      draft.alpha = true;
      draft.channels = 4;
    }
    draft.size(file.s32(18), Math.abs((long) file.s32(22)));
  }

  private static void depth(int bits, Draft draft) {
    draft.model = bits <= 8 ? ColourModel.PALETTE : ColourModel.RGB;
    if (bits != 1
        && bits != 2
        && bits != 4
        && bits != 8
        && bits != 16
        && bits != 24
        && bits != 32) {
      throw Prefix.corrupt("it has " + bits + " bits a pixel");
    }
  }
}
