package io.darkroom.codecs.recipe;

import java.util.Optional;

/** Cuts away a border of one colour. */
@Operation(
    name = "trim",
    summary = "Cuts away a border of one colour.",
    args = {"threshold"})
public record Trim(
    @Param(
            value = "How far a pixel may differ from the border, 0 to 255",
            initial = "10",
            min = 0,
            max = 255)
        double threshold,
    @Param(value = "The border's colour; absent to take the top left pixel", alias = "bg")
        Optional<Colour> background)
    implements Step {}
