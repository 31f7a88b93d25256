package io.darkroom.codecs.recipe;

/** Mirrors top to bottom. */
@Operation(name = "flip", summary = "Mirrors top to bottom.")
public record Flip() implements Step {}
