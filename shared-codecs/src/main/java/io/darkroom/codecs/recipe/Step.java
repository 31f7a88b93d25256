package io.darkroom.codecs.recipe;

/** One thing to do with an image. The order of the permitted records is the catalogue's order. */
public sealed interface Step extends Described
    permits Resize,
        Crop,
        Trim,
        Extend,
        Rotate,
        Autoorient,
        Flip,
        Flop,
        Grayscale,
        Tint,
        Negate,
        Sepia,
        Duotone,
        Brightness,
        Contrast,
        Saturation,
        Hue,
        Gamma,
        Normalize,
        Blur,
        Sharpen,
        Median,
        Pixelate,
        Round,
        Opacity,
        Background,
        Watermark,
        Text,
        Frame,
        Speed,
        Loop {
  /** The name in both forms. */
  default String op() {
    return getClass().getAnnotation(Operation.class).name();
  }
}
