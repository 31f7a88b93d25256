package io.darkroom.engine.jpeg;

/** How much of the colours of a picture is wanted beside its brightness. */
public enum Colours {
  /** None: their planes are left out. */
  NONE,

  /** Shrunk as much as the brightness: a half of its samples where the file has a half. */
  SHRUNK,

  /** As many samples as the brightness has, as far as the file has them. */
  FINE
}
