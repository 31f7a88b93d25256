package io.darkroom.codecs.recipe;

import java.util.Optional;

/** JPEG. */
@Operation(
    name = "jpeg",
    aliases = {"jpg"},
    summary = "JPEG.")
public record JpegOutput(
    @Param(
            value = "1 worst and smallest, 100 best",
            alias = "q",
            initial = "80",
            min = 1,
            max = 100)
        int quality,
    @Param(value = "Loads coarse first", alias = "p") boolean progressive,
    @Param(value = "Colour resolution", initial = "420") Chroma chroma,
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
