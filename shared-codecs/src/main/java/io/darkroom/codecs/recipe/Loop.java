package io.darkroom.codecs.recipe;

/** Sets how often an animation repeats. */
@Operation(
    name = "loop",
    summary = "Sets how often an animation repeats.",
    args = {"count"})
public record Loop(@Param(value = "Times; 0 for ever", min = 0, max = 65535) int count)
    implements Step {}
