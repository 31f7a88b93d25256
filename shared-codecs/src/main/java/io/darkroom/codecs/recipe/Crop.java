package io.darkroom.codecs.recipe;

import java.util.Optional;

/** Cuts out a rectangle. */
@Operation(
    name = "crop",
    summary = "Cuts out a rectangle.",
    args = {"x", "y", "width", "height"})
public record Crop(
    @Param("Left edge; absent to follow the gravity") Optional<Length> x,
    @Param("Top edge; absent to follow the gravity") Optional<Length> y,
    @Param(value = "Width of the rectangle", alias = "w") Length width,
    @Param(value = "Height of the rectangle", alias = "h") Length height,
    @Param(value = "Where the rectangle lies when it has no edges", alias = "g", initial = "centre")
        Gravity gravity)
    implements Step {
  @Override
  public Optional<String> conflict() {
    if (width.value() == 0 || height.value() == 0) {
      return Optional.of("width and height must be above 0");
    }
    return x.isPresent() != y.isPresent()
        ? Optional.of("x and y belong together")
        : Optional.empty();
  }
}
