package io.darkroom.codecs.recipe;

/** Picks one frame of an animation. */
@Operation(
    name = "frame",
    summary = "Picks one frame of an animation.",
    args = {"index"})
public record Frame(@Param(value = "Number of the frame, from 0", min = 0, max = 9999) int index)
    implements Step {}
