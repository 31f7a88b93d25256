package io.darkroom.engine;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Colour;
import java.util.Map;

/**
 * What can be said about a picture.
 *
 * @param info its header
 * @param average mean colour
 * @param dominant the most frequent colour of a coarse palette
 * @param blurhash a placeholder of about 30 characters (4 by 3 components)
 * @param perceptualHash 64 bits as 16 hexadecimal digits; similar pictures differ in few bits
 * @param exif metadata by tag name; never a place
 */
public record ImageDetails(
    ImageInfo info,
    Colour average,
    Colour dominant,
    String blurhash,
    String perceptualHash,
    Map<String, String> exif) {
  public ImageDetails {
    exif = Map.copyOf(exif);
  }
}
