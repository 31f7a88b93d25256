package io.darkroom.codecs.recipe;

/** Turns the colours around the wheel. */
@Operation(
    name = "hue",
    summary = "Turns the colours around the wheel.",
    args = {"angle"})
public record Hue(@Param(value = "Degrees", min = -360, max = 360) double angle) implements Step {}
