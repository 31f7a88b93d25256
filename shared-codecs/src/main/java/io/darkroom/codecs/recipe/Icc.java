package io.darkroom.codecs.recipe;

/** What becomes of a colour profile. */
public enum Icc implements Wired {
  /** Pixels are converted to sRGB and no profile is written. */
  SRGB,
  /** Pixels stay in the profile's space and the profile is written. */
  KEEP
}
