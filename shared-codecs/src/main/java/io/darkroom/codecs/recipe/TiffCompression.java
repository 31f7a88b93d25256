package io.darkroom.codecs.recipe;

/** How TIFF pixels are packed. */
public enum TiffCompression implements Wired {
  LZW,
  DEFLATE,
  NONE
}
