package io.darkroom.codecs.recipe;

/** Multiplies the colourfulness. */
@Operation(
    name = "saturation",
    summary = "Multiplies the colourfulness.",
    args = {"factor"})
public record Saturation(
    @Param(value = "1 changes nothing, 0 is greyscale", min = 0, max = 10) double factor)
    implements Step {}
