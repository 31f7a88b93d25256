package io.darkroom.codecs.recipe;

/** Inverts the colours, not the transparency. */
@Operation(name = "negate", summary = "Inverts the colours, not the transparency.")
public record Negate() implements Step {}
