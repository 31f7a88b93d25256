package io.darkroom.codecs.image;

import java.util.Optional;

/** What a parser has found so far. */
final class Draft {
  private final ImageFormat format;
  private int width;
  private int height;
  int frames = 1;
  int channels = 3;
  int bitDepth = 8;
  boolean alpha;
  int orientation = 1;
  boolean progressive;
  boolean icc;
  ColourModel model = ColourModel.RGB;
  boolean wholeFrames;

  Draft(ImageFormat format) {
    this.format = format;
  }

  /** Sets the size in pixels; an impossible one means a corrupt file. */
  void size(long width, long height) {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw Prefix.corrupt("its size is impossible");
    }
    this.width = (int) width;
    this.height = (int) height;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Keeps a valid EXIF orientation. */
  void orient(int value) {
    if (value >= 1 && value <= 8) {
      orientation = value;
    }
  }

  Optional<ImageInfo> info() {
    return width == 0
        ? Optional.empty()
        : Optional.of(
            new ImageInfo(
                format,
                width,
                height,
                Math.max(1, frames),
                channels,
                bitDepth,
                alpha,
                orientation,
                progressive,
                icc,
                model,
                frames <= 1 || wholeFrames));
  }
}
