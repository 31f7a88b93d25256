package io.darkroom.engine.plan;

import java.nio.charset.StandardCharsets;

/** What must be known of a colour profile before anything is done with it. */
public final class Profile {
  private static final int HEAD = 4096;
  private static final int SPACE = 16;

  private Profile() {}

  /** Whether it calls itself sRGB, so that nothing needs to be converted. */
  public static boolean isSrgb(byte[] profile) {
    String head =
        new String(profile, 0, Math.min(profile.length, HEAD), StandardCharsets.ISO_8859_1);
    return head.contains("sRGB") || head.contains("s\0R\0G\0B");
  }

  /** Whether it describes red, green and blue. */
  public static boolean isRgb(byte[] profile) {
    return profile.length > SPACE + 4
        && new String(profile, SPACE, 4, StandardCharsets.ISO_8859_1).equals("RGB ");
  }
}
