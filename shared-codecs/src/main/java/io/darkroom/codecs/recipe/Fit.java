package io.darkroom.codecs.recipe;

/** How a resize meets a width and a height that have another shape than the image. */
public enum Fit implements Wired {
  /** As large as fits in the box; the result may be smaller than the box in one direction. */
  INSIDE,
  /** As {@link #INSIDE}, then padded with the background to exactly the box. */
  CONTAIN,
  /** As small as covers the box, then cropped to exactly the box. */
  COVER,
  /** As {@link #COVER}, without the crop. */
  OUTSIDE,
  /** Stretched to exactly the box. */
  FILL
}
