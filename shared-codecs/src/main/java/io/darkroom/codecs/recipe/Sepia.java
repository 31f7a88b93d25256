package io.darkroom.codecs.recipe;

/** Browns the image like an old photograph. */
@Operation(
    name = "sepia",
    summary = "Browns the image like an old photograph.",
    args = {"amount"})
public record Sepia(
    @Param(value = "Strength, 0 to 1", initial = "1", min = 0, max = 1) double amount)
    implements Step {}
