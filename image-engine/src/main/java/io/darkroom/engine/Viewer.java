package io.darkroom.engine;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.engine.plan.Thumbnail;
import java.util.Set;

/** Shows pictures small, for those who look at them. Thread-safe. */
public interface Viewer {
  /** Formats it decodes. */
  Set<ImageFormat> readable();

  /** Decodes the first frame, oriented, in sRGB, scaled to fit a square. */
  Thumbnail thumbnail(ImageSource source, ImageInfo info, int side, RenderOptions options);
}
