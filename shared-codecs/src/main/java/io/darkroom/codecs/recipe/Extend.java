package io.darkroom.codecs.recipe;

import java.util.Optional;

/** Adds a border; absent sides follow their opposite, as in CSS. */
@Operation(
    name = "extend",
    summary = "Adds a border; absent sides follow their opposite, as in CSS.",
    args = {"top", "right", "bottom", "left"})
public record Extend(
    @Param(value = "Pixels above", min = 0, max = 16384) int top,
    @Param(value = "Pixels on the right; absent: as top", min = 0, max = 16384)
        Optional<Integer> right,
    @Param(value = "Pixels below; absent: as top", min = 0, max = 16384) Optional<Integer> bottom,
    @Param(value = "Pixels on the left; absent: as right", min = 0, max = 16384)
        Optional<Integer> left,
    @Param(value = "The border's colour", alias = "bg", initial = "transparent") Colour background,
    @Param(value = "What fills the border", initial = "background") EdgeMode mode)
    implements Step {
  /** Pixels on the right. */
  public int rightSide() {
    return right.orElse(top);
  }

  /** Pixels below. */
  public int bottomSide() {
    return bottom.orElse(top);
  }

  /** Pixels on the left. */
  public int leftSide() {
    return left.orElse(rightSide());
  }
}
