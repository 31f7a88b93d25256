package io.darkroom.codecs.recipe;

/** A typeface that ships with the engine. */
public enum TextFont implements Wired {
  SANS,
  SANS_BOLD,
  SERIF,
  MONO
}
