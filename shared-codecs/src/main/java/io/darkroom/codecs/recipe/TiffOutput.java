package io.darkroom.codecs.recipe;

import java.util.Optional;

/** TIFF. */
@Operation(
    name = "tiff",
    aliases = {"tif"},
    summary = "TIFF.")
public record TiffOutput(
    @Param(value = "How pixels are packed", alias = "c", initial = "lzw")
        TiffCompression compression,
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
