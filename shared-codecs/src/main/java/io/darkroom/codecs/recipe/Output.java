package io.darkroom.codecs.recipe;

import java.util.Optional;

/** What to make of the image in the end. */
public sealed interface Output extends Described
    permits AutoOutput,
        JpegOutput,
        PngOutput,
        WebpOutput,
        AvifOutput,
        GifOutput,
        TiffOutput,
        BmpOutput {
  /** The name in both forms: a format, or {@code auto}. */
  default String format() {
    return getClass().getAnnotation(Operation.class).name();
  }

  /** Most bytes the result may have. */
  Optional<Integer> maxBytes();

  /** What becomes of EXIF, XMP and IPTC. */
  Metadata metadata();

  /** What becomes of the colour profile. */
  Icc icc();
}
