package io.darkroom.codecs.image;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;

/**
 * What a header says.
 *
 * @param width pixels as stored, before the orientation is applied
 * @param height pixels as stored
 * @param frames of an animation (GIF, WebP), else 1
 * @param channels colour and alpha channels once decoded (a palette counts as 3 or 4)
 * @param bitDepth bits of a channel
 * @param orientation EXIF orientation, 1 to 8
 * @param progressive whether it must be decoded as a whole (progressive JPEG, interlaced PNG or
 *     GIF)
 * @param hasIcc whether a colour profile is inside
 * @param wholeFrames whether each frame is known to be a picture by itself, through which nothing
 *     of those before it shows
 */
public record ImageInfo(
    ImageFormat format,
    int width,
    int height,
    int frames,
    int channels,
    int bitDepth,
    boolean hasAlpha,
    int orientation,
    boolean progressive,
    boolean hasIcc,
    ColourModel model,
    boolean wholeFrames) {

  public ImageInfo {
    if (width < 1 || height < 1 || frames < 1 || orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException("impossible image " + width + "x" + height);
    }
  }

  /** Width after the orientation is applied. */
  public int orientedWidth() {
    return orientation > 4 ? height : width;
  }

  /** Height after the orientation is applied. */
  public int orientedHeight() {
    return orientation > 4 ? width : height;
  }

  /** Pixels of all frames. */
  public long pixels() {
    return (long) width * height * frames;
  }

  /** Bytes of all pixels when decoded at full size. */
  public long decodedBytes() {
    return pixels() * channels * (bitDepth > 8 ? 2 : 1);
  }

  /**
   * Refuses an image over the limits.
   *
   * @param maxPixels of one frame
   */
  public void requireWithin(long maxPixels, int maxFrames) {
    if ((long) width * height > maxPixels) {
      throw Failure.of(
              FailureCode.TOO_MANY_PIXELS,
              "the image is "
                  + width
                  + " x "
                  + height
                  + " pixels; at most "
                  + maxPixels
                  + " are allowed")
          .asException();
    }
    if (frames > maxFrames) {
      throw Failure.of(
              FailureCode.TOO_MANY_FRAMES,
              "the image has " + frames + " frames; at most " + maxFrames + " are allowed")
          .asException();
    }
  }
}
