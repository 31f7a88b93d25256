package io.darkroom.codecs.recipe;

/** Puts a colour behind transparent parts. */
@Operation(
    name = "background",
    summary = "Puts a colour behind transparent parts.",
    args = {"colour"})
public record Background(@Param(value = "The colour", alias = "c") Colour colour) implements Step {}
