package io.darkroom.codecs.recipe;

/** Mirrors left to right. */
@Operation(name = "flop", summary = "Mirrors left to right.")
public record Flop() implements Step {}
