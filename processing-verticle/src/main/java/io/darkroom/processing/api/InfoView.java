package io.darkroom.processing.api;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.engine.ImageDetails;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said about an image.
 *
 * @param width pixels as it is shown, orientation applied
 * @param height pixels as it is shown
 * @param colourModel {@code grey}, {@code rgb}, {@code cmyk} or {@code palette}
 * @param averageColour as {@code #rrggbb}
 * @param dominantColour as {@code #rrggbb}
 */
record InfoView(
    String format,
    String mediaType,
    int width,
    int height,
    int frames,
    int channels,
    int bitDepth,
    boolean hasAlpha,
    int orientation,
    boolean progressive,
    boolean hasIcc,
    String colourModel,
    String averageColour,
    String dominantColour,
    String blurhash,
    String perceptualHash,
    Map<String, String> exif) {

  static InfoView of(ImageDetails details) {
    ImageInfo info = details.info();
    return new InfoView(
        info.format().wire(),
        info.format().mediaType(),
        info.orientedWidth(),
        info.orientedHeight(),
        info.frames(),
        info.channels(),
        info.bitDepth(),
        info.hasAlpha(),
        info.orientation(),
        info.progressive(),
        info.hasIcc(),
        info.model().name().toLowerCase(Locale.ROOT),
        "#" + details.average().hex(),
        "#" + details.dominant().hex(),
        details.blurhash(),
        details.perceptualHash(),
        new TreeMap<>(details.exif()));
  }
}
