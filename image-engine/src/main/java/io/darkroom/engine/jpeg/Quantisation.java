package io.darkroom.engine.jpeg;

/** What the coefficients of a block are multiplied with. */
final class Quantisation {
  private final int[] steps;

  /** In zig-zag order. */
  Quantisation(int[] steps) {
    this.steps = steps;
  }

  /** Of a place in zig-zag order. */
  int step(int place) {
    return steps[place];
  }
}
