package io.darkroom.codecs.recipe;

/** The filter of a resize. */
public enum Kernel implements Wired {
  LANCZOS3,
  CUBIC,
  LINEAR,
  NEAREST
}
