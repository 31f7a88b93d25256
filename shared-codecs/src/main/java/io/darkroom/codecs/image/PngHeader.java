package io.darkroom.codecs.image;

/** Walks the chunks of a PNG up to the first pixels. Of an APNG only the first frame counts. */
final class PngHeader implements HeaderParser {
  @Override
  public void parse(Prefix file, Draft draft) {
    if (file.u32(8) != 13 || !file.ascii(12, 4).equals("IHDR")) {
      throw Prefix.corrupt("it does not start with its header");
    }
    long width = file.u32(16);
    long height = file.u32(20);
    header(file.u8(24), file.u8(25), draft);
    draft.progressive = file.u8(28) == 1;
    draft.size(width, height);
    long at = 33;
    while (true) {
      long length = file.u32(at);
      String type = file.ascii(at + 4, 4);
      switch (type) {
        case "IDAT" -> {
          return;
        }
        case "IEND" -> throw Prefix.corrupt("it has no pixels");
        case "iCCP" -> draft.icc = true;
        case "tRNS" -> transparent(draft);
        case "eXIf" -> draft.orient(TiffHeader.orientation(file.from(at + 8, length)));
        default -> {}
      }
      at += 12 + length;
    }
  }

  private static void header(int depth, int type, Draft draft) {
    boolean deep = depth == 8 || depth == 16;
    boolean valid =
        switch (type) {
          case 0 -> deep || depth == 1 || depth == 2 || depth == 4;
          case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
          case 2, 4, 6 -> deep;
          default -> false;
        };
    if (!valid) {
      throw Prefix.corrupt("its colour type is impossible");
    }
    draft.bitDepth = depth == 16 ? 16 : 8;
    draft.alpha = type == 4 || type == 6;
    draft.model =
        switch (type) {
          case 0, 4 -> ColourModel.GREY;
          case 3 -> ColourModel.PALETTE;
          default -> ColourModel.RGB;
        };
    draft.channels = (draft.model == ColourModel.GREY ? 1 : 3) + (draft.alpha ? 1 : 0);
  }

  private static void transparent(Draft draft) {
    if (!draft.alpha) {
      draft.alpha = true;
      draft.channels++;
    }
  }
}
