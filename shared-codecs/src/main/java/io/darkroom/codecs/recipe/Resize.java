package io.darkroom.codecs.recipe;

import java.util.Optional;

/** Scales the image to a width, a height or a box. */
@Operation(
    name = "resize",
    summary = "Scales the image to a width, a height or a box.",
    args = {"{width}x{height}"})
public record Resize(
    @Param(value = "Width in pixels; absent to follow from the height", min = 1, max = 16384)
        Optional<Integer> width,
    @Param(value = "Height in pixels; absent to follow from the width", min = 1, max = 16384)
        Optional<Integer> height,
    @Param(value = "How the image meets the box", initial = "inside") Fit fit,
    @Param(
            value = "The part kept by cover, or the place taken in contain",
            alias = "g",
            initial = "centre")
        Gravity gravity,
    @Param(
            value = "Horizontal point of interest for cover, 0 left to 1 right",
            alias = "fx",
            min = 0,
            max = 1)
        Optional<Double> focusX,
    @Param(
            value = "Vertical point of interest for cover, 0 top to 1 bottom",
            alias = "fy",
            min = 0,
            max = 1)
        Optional<Double> focusY,
    @Param("For cover: keep the part that draws the eye") boolean smart,
    @Param("Never make the image larger than it is") boolean noEnlarge,
    @Param(
            value = "Device pixel ratio that multiplies width and height",
            initial = "1",
            min = 0.1,
            max = 8)
        double dpr,
    @Param(value = "The filter", initial = "lanczos3") Kernel kernel,
    @Param(value = "Fills the padding of contain", alias = "bg", initial = "transparent")
        Colour background)
    implements Step {
  @Override
  public Optional<String> conflict() {
    if (width.isEmpty() && height.isEmpty()) {
      return Optional.of("needs a width, a height or both");
    }
    return focusX.isPresent() != focusY.isPresent()
        ? Optional.of("focusX and focusY belong together")
        : Optional.empty();
  }
}
