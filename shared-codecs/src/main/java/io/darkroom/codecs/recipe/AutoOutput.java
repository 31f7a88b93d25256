package io.darkroom.codecs.recipe;

import java.util.Optional;

/** The best format that the reader accepts; for jobs the source's own. */
@Operation(
    name = "auto",
    summary = "The best format that the reader accepts; for jobs the source's own.")
public record AutoOutput(
    @Param(
            value = "1 worst and smallest, 100 best; absent: the format's default",
            alias = "q",
            min = 1,
            max = 100)
        Optional<Integer> quality,
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
