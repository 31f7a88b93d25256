package io.darkroom.codecs.recipe;

import java.util.Optional;

/** AVIF. */
@Operation(name = "avif", summary = "AVIF.")
public record AvifOutput(
    @Param(
            value = "1 worst and smallest, 100 best",
            alias = "q",
            initial = "50",
            min = 1,
            max = 100)
        int quality,
    @Param("Keep every pixel exactly") boolean lossless,
    @Param(
            value = "0 fastest, 9 smallest; lowered for pictures with which it would take minutes",
            alias = "e",
            initial = "4",
            min = 0,
            max = 9)
        int effort,
    @Param(value = "Colour resolution", initial = "444") Chroma chroma,
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
