package io.darkroom.codecs.recipe;

/** Multiplies the transparency. */
@Operation(
    name = "opacity",
    summary = "Multiplies the transparency.",
    args = {"amount"})
public record Opacity(
    @Param(value = "1 changes nothing, 0 is invisible", min = 0, max = 1) double amount)
    implements Step {}
