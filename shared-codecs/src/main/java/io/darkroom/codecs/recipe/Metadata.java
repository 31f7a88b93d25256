package io.darkroom.codecs.recipe;

/** What becomes of EXIF, XMP and IPTC data. */
public enum Metadata implements Wired {
  /** Nothing is written. */
  STRIP,
  /** Everything is kept except the orientation, which is already applied, and thumbnails. */
  KEEP,
  /** Only artist and copyright are kept. */
  COPYRIGHT
}
