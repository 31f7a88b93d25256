package io.darkroom.codecs.recipe;

import java.util.Optional;

/** Writes text over the image. */
@Operation(
    name = "text",
    summary = "Writes text over the image.",
    args = {"text"})
public record Text(
    @Param(value = "What to write; lines are parted by a newline", min = 1, max = 500) String text,
    @Param(value = "Typeface", initial = "sans") TextFont font,
    @Param(value = "Height of the letters in pixels", initial = "32", min = 4, max = 1000) int size,
    @Param(value = "Colour of the letters", alias = "c", initial = "black") Colour colour,
    @Param(value = "Where it stands", alias = "g", initial = "southeast") Gravity gravity,
    @Param(
            value = "Pixels from the edge inwards, or from the centre rightwards",
            initial = "0",
            min = -16384,
            max = 16384)
        int x,
    @Param(
            value = "Pixels from the edge inwards, or from the centre downwards",
            initial = "0",
            min = -16384,
            max = 16384)
        int y,
    @Param(value = "Width in pixels at which lines are wrapped", min = 10, max = 16384)
        Optional<Integer> wrap)
    implements Step {}
