package io.darkroom.codecs.recipe;

/** Rounds the corners; what is cut becomes transparent. */
@Operation(
    name = "round",
    summary = "Rounds the corners; what is cut becomes transparent.",
    args = {"radius"})
public record Round(
    @Param("Radius; in percent of the shorter side, 50% makes a circle of a square") Length radius)
    implements Step {}
