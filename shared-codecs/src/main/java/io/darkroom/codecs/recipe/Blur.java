package io.darkroom.codecs.recipe;

/** Gaussian blur. */
@Operation(
    name = "blur",
    summary = "Gaussian blur.",
    args = {"sigma"})
public record Blur(
    @Param(value = "Standard deviation in pixels", min = 0.3, max = 250) double sigma)
    implements Step {}
