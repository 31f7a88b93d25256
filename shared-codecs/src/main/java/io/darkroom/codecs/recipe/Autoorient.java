package io.darkroom.codecs.recipe;

/** Turns the image as its metadata says; on even when absent, unless switched off. */
@Operation(
    name = "autoorient",
    summary = "Turns the image as its metadata says; on even when absent, unless switched off.",
    args = {"enabled"})
public record Autoorient(@Param(value = "Whether to turn", initial = "true") boolean enabled)
    implements Step {}
