package io.darkroom.engine.turbo;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Looks through the segments of a JPEG for what OpenCV would silently do another way than libvips:
 * colour profiles, several scans, missing tables or a missing end.
 */
record JpegScan(MemorySegment file) {
  private static final int PROFILE_HEAD = 4096;
  private static final int PROFILE_OFFSET = 18;

  /**
   * Declines what is not one plain baseline scan of sRGB or grey, with an end.
   *
   * @param scans whether a progressive file will do too
   */
  void requirePlain(boolean scans) {
    long length = file.byteSize();
    if (length < 4 || u8(length - 2) != 0xff || u8(length - 1) != 0xd9) {
      throw new LaneDeclinedException("the file does not end as a JPEG does");
    }
    int components = 0;
    boolean tables = false;
    boolean progressive = false;
    long at = 2;
    while (true) {
      require(at + 4 <= length && u8(at) == 0xff, "stray bytes between segments");
      int marker = u8(at + 1);
      long size = 2L + (u8(at + 2) << 8 | u8(at + 3));
      require(marker >= 0xc0 && marker < 0xff && (marker & 0xf8) != 0xd0, "a strange marker");
      require(size >= 4 && at + size <= length, "a segment that leaves the file");
      switch (marker) {
        case 0xc0, 0xc1, 0xc2 -> {
          components = u8(at + 9);
          progressive = marker == 0xc2;
          require(scans || !progressive, "not baseline");
        }
        case 0xc4 -> tables = true;
        case 0xe2 -> requireSrgb(at, size);
        case 0xda -> {
          require(tables && components > 0, "no tables");
          require(progressive || u8(at + 4) == components, "several scans");
          return;
        }
        default -> require(marker < 0xc2 || marker > 0xcf, "not baseline");
      }
      at += size;
    }
  }

  private void requireSrgb(long at, long size) {
    if (size < PROFILE_OFFSET || !text(at + 4, 11).equals("ICC_PROFILE")) {
      return;
    }
    String head = text(at + PROFILE_OFFSET, Math.min(size - PROFILE_OFFSET, PROFILE_HEAD));
    boolean first = u8(at + 16) == 1;
    require(!first || head.contains("sRGB") || head.contains("s\0R\0G\0B"), "another profile");
  }

  private String text(long at, long length) {
    return new String(
        file.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
  }

  private int u8(long at) {
    return file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new LaneDeclinedException(otherwise);
    }
  }
}
