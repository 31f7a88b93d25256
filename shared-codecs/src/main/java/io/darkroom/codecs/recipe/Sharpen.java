package io.darkroom.codecs.recipe;

/** Unsharp mask on brightness. */
@Operation(
    name = "sharpen",
    summary = "Unsharp mask on brightness.",
    args = {"sigma", "amount"})
public record Sharpen(
    @Param(value = "Standard deviation in pixels", initial = "1", min = 0.3, max = 10) double sigma,
    @Param(value = "Strength", initial = "1", min = 0, max = 10) double amount)
    implements Step {}
