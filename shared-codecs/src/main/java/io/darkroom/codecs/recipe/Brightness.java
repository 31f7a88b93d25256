package io.darkroom.codecs.recipe;

/** Multiplies the brightness. */
@Operation(
    name = "brightness",
    summary = "Multiplies the brightness.",
    args = {"factor"})
public record Brightness(
    @Param(value = "1 changes nothing, 0 is black", min = 0, max = 10) double factor)
    implements Step {}
