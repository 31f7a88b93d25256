package io.darkroom.codecs.recipe;

import java.util.Optional;

/** Lays one of the owner's images over this one. */
@Operation(
    name = "watermark",
    summary = "Lays one of the owner's images over this one.",
    args = {"image"})
public record Watermark(
    @Param(value = "Id of the image", min = 1, max = 64, pattern = "[A-Za-z0-9_-]+") String image,
    @Param(value = "Where it lies", alias = "g", initial = "southeast") Gravity gravity,
    @Param(
            value = "Pixels from the edge inwards, or from the centre rightwards",
            initial = "0",
            min = -16384,
            max = 16384)
        int x,
    @Param(
            value = "Pixels from the edge inwards, or from the centre downwards",
            initial = "0",
            min = -16384,
            max = 16384)
        int y,
    @Param(
            value =
                "Its width as a part of this image's width; absent: its own size, shrunk to fit",
            min = 0.01,
            max = 1)
        Optional<Double> scale,
    @Param(value = "1 is solid, 0 invisible", initial = "1", min = 0, max = 1) double opacity,
    @Param("Repeat it over the whole image") boolean tile)
    implements Step {}
