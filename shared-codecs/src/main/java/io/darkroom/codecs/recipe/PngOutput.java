package io.darkroom.codecs.recipe;

import java.util.Optional;

/** PNG. */
@Operation(name = "png", summary = "PNG.")
public record PngOutput(
    @Param(value = "0 fastest, 9 smallest", alias = "c", initial = "6", min = 0, max = 9)
        int compression,
    @Param("Reduce to 256 colours or fewer") boolean palette,
    @Param(value = "Colours of the palette", initial = "256", min = 2, max = 256) int colours,
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
