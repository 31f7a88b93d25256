package io.darkroom.codecs.recipe;

/** Maps dark to one colour and light to another. */
@Operation(
    name = "duotone",
    summary = "Maps dark to one colour and light to another.",
    args = {"shadow", "highlight"})
public record Duotone(
    @Param("Colour of the dark parts") Colour shadow,
    @Param("Colour of the light parts") Colour highlight)
    implements Step {}
