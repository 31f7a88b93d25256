package io.darkroom.codecs.recipe;

/** Draws blocks of one colour. */
@Operation(
    name = "pixelate",
    summary = "Draws blocks of one colour.",
    args = {"size"})
public record Pixelate(
    @Param(value = "Side of a block in pixels", initial = "10", min = 2, max = 1000) int size)
    implements Step {}
