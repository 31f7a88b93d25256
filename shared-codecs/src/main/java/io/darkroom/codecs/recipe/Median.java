package io.darkroom.codecs.recipe;

/** Takes the middle value around each pixel; removes specks. */
@Operation(
    name = "median",
    summary = "Takes the middle value around each pixel; removes specks.",
    args = {"size"})
public record Median(
    @Param(value = "Side of the square looked at, in pixels", initial = "3", min = 2, max = 15)
        int size)
    implements Step {}
