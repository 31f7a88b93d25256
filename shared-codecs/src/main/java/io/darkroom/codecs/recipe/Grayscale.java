package io.darkroom.codecs.recipe;

/** Removes colour. */
@Operation(
    name = "grayscale",
    aliases = {"greyscale"},
    summary = "Removes colour.")
public record Grayscale() implements Step {}
