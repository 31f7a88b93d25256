package io.darkroom.codecs.image;

import io.darkroom.codecs.failure.FailureException;
import java.util.HashMap;
import java.util.Map;

/** Reads the first directory of a TIFF, classic or big; also the orientation in EXIF data. */
final class TiffHeader implements HeaderParser {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int EXTRA_SAMPLES = 338;
  private static final int ICC = 34675;
  private static final int MOST_ENTRIES = 4096;

  @Override
  public void parse(Prefix file, Draft draft) {
    Map<Integer, Long> tags = directory(file);
    int photometric = tags.getOrDefault(PHOTOMETRIC, 1L).intValue();
    draft.model =
        switch (photometric) {
          case 0, 1 -> ColourModel.GREY;
          case 3 -> ColourModel.PALETTE;
          case 5 -> ColourModel.CMYK;
          default -> ColourModel.RGB;
        };
    long samples = tags.getOrDefault(SAMPLES, 1L);
    if (samples < 1 || samples > 64) {
      throw Prefix.corrupt("it has " + samples + " channels");
    }
    draft.channels = photometric == 3 ? 3 : (int) samples;
    draft.alpha = tags.containsKey(EXTRA_SAMPLES);
    long bits = tags.getOrDefault(BITS, 1L);
    if (bits < 1 || bits > 64) {
      throw Prefix.corrupt("it has " + bits + " bits");
    }
    draft.bitDepth = bits <= 8 ? 8 : (int) bits;
    draft.icc = tags.containsKey(ICC);
    draft.orient(tags.getOrDefault(ORIENTATION, 1L).intValue());
    draft.size(tags.getOrDefault(WIDTH, 0L), tags.getOrDefault(HEIGHT, 0L));
  }

  /** The orientation in an EXIF block, or 0 when there is none that can be read. */
  static int orientation(Prefix exif) {
    try {
      return directory(exif).getOrDefault(ORIENTATION, 0L).intValue();
    } catch (FailureException expected) {
      return 0; // broken EXIF data does not make the pixels unreadable
    }
  }

  /** The first value of each numeric tag of the first directory. */
  private static Map<Integer, Long> directory(Prefix start) {
    Prefix file = start.u16(0) == 0x4949 ? start.littleEndian() : start;
    boolean big = file.u16(2) == 43;
    long at = big ? file.s64(8) : file.u32(4);
    long count = big ? file.s64(at) : file.u16(at);
    if (count < 0 || count > MOST_ENTRIES) {
      throw Prefix.corrupt("its directory is too long");
    }
    int entry = big ? 20 : 12;
    long first = at + (big ? 8 : 2);
    Map<Integer, Long> tags = new HashMap<>();
    for (long i = 0; i < count; i++) {
      long here = first + i * entry;
      tags.putIfAbsent(file.u16(here), value(file, here, big));
    }
    return tags;
  }

  private static long value(Prefix file, long at, boolean big) {
    int type = file.u16(at + 2);
    long count = big ? file.s64(at + 4) : file.u32(at + 4);
    long where = at + (big ? 12 : 8);
    int size = type == 3 ? 2 : type == 4 ? 4 : type == 16 ? 8 : 1;
    if (size > 1 && count > (big ? 8 : 4) / size) {
      where = big ? file.s64(where) : file.u32(where);
    }
    return switch (type) {
      case 1, 7 -> file.u8(where);
      case 3 -> file.u16(where);
      case 4 -> file.u32(where);
      case 16 -> file.s64(where);
      default -> 0;
    };
  }
}
