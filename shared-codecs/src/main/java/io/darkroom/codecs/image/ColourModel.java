package io.darkroom.codecs.image;

/** How a file stores colour. */
public enum ColourModel {
  GREY,
  RGB,
  PALETTE,
  CMYK
}
