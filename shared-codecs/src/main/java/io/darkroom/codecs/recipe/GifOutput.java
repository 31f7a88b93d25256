package io.darkroom.codecs.recipe;

import java.util.Optional;

/** GIF, still or animated. */
@Operation(name = "gif", summary = "GIF, still or animated.")
public record GifOutput(
    @Param(value = "Colours of the palette", initial = "256", min = 2, max = 256) int colours,
    @Param(value = "1 fastest, 10 smallest", alias = "e", initial = "7", min = 1, max = 10)
        int effort,
    @Param(value = "0 none, 1 full", initial = "1", min = 0, max = 1) double dither,
    @Param(
            value = "Most bytes; the best quality that fits is found",
            alias = "mb",
            min = 200,
            max = 67108864)
        Optional<Integer> maxBytes,
    @Param(value = "What becomes of EXIF, XMP and IPTC", alias = "meta", initial = "strip")
        Metadata metadata,
    @Param(value = "What becomes of the colour profile", initial = "srgb") Icc icc)
    implements Output {}
