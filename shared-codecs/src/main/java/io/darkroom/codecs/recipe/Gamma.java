package io.darkroom.codecs.recipe;

/** Lightens (above 1) or darkens (below 1) the middle tones. */
@Operation(
    name = "gamma",
    summary = "Lightens (above 1) or darkens (below 1) the middle tones.",
    args = {"gamma"})
public record Gamma(
    @Param(value = "The exponent's inverse", initial = "2.2", min = 0.1, max = 10) double gamma)
    implements Step {}
