package io.darkroom.codecs.recipe;

/** What fills the area that an extension adds. */
public enum EdgeMode implements Wired {
  BACKGROUND,
  COPY,
  MIRROR,
  REPEAT
}
