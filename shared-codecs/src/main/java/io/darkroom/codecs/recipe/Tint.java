package io.darkroom.codecs.recipe;

/** Colours the image, keeping its brightness. */
@Operation(
    name = "tint",
    summary = "Colours the image, keeping its brightness.",
    args = {"colour"})
public record Tint(@Param(value = "The tint", alias = "c") Colour colour) implements Step {}
