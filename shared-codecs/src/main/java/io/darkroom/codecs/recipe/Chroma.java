package io.darkroom.codecs.recipe;

/** How finely colour is kept beside brightness. */
public enum Chroma implements Wired {
  /** One colour sample for four pixels. */
  HALF("420"),
  /** One colour sample for every pixel. */
  FULL("444");

  private final String wire;

  Chroma(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
