package io.darkroom.codecs.recipe;

/** Changes how fast an animation plays. */
@Operation(
    name = "speed",
    summary = "Changes how fast an animation plays.",
    args = {"factor"})
public record Speed(@Param(value = "2 is twice as fast", min = 0.1, max = 10) double factor)
    implements Step {}
