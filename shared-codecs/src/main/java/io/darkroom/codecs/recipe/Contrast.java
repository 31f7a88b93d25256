package io.darkroom.codecs.recipe;

/** Spreads values away from middle grey. */
@Operation(
    name = "contrast",
    summary = "Spreads values away from middle grey.",
    args = {"factor"})
public record Contrast(
    @Param(value = "1 changes nothing, 0 is flat grey", min = 0, max = 10) double factor)
    implements Step {}
