package io.darkroom.codecs.recipe;

/** Stretches brightness over the full range. */
@Operation(
    name = "normalize",
    aliases = {"normalise"},
    summary = "Stretches brightness over the full range.",
    args = {"lower", "upper"})
public record Normalize(
    @Param(value = "Percent of pixels that may become black", initial = "1", min = 0, max = 49)
        double lower,
    @Param(
            value = "Percent of pixels below the point that becomes white",
            initial = "99",
            min = 51,
            max = 100)
        double upper)
    implements Step {}
