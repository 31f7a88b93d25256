package io.darkroom.codecs.recipe;

/** Turns the image clockwise. */
@Operation(
    name = "rotate",
    summary = "Turns the image clockwise.",
    args = {"angle"})
public record Rotate(
    @Param(value = "Degrees", min = -360, max = 360) double angle,
    @Param(
            value = "Fills the corners of a turn that is no multiple of 90",
            alias = "bg",
            initial = "transparent")
        Colour background)
    implements Step {}
