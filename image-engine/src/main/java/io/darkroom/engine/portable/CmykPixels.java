package io.darkroom.engine.portable;

import io.darkroom.engine.RenderOptions;
import java.awt.image.Raster;
import java.util.Arrays;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Reads CMYK, and the YCCK of JPEGs, which ImageIO hands out raw. Adobe's writers store them
 * inverted. With a profile its colours are converted; without one the conversion is the plain one.
 */
final class CmykPixels {
  private static final int INKS = -1;

  private final Raster raster;
  private final int transform;
  private final int shift;
  private final int[] row;

  private CmykPixels(Raster raster, int transform) {
    this.raster = raster;
    this.transform = transform;
    this.shift = raster.getSampleModel().getSampleSize(0) - Byte.SIZE;
    this.row = new int[raster.getWidth() * 4];
  }

  /** The samples of a JPEG, as its Adobe marker tells to read them. */
  static Pixels ofJpeg(Raster raster, IIOMetadata metadata, byte[] profile, RenderOptions options) {
    return new CmykPixels(raster, adobeTransform(metadata)).read(profile, options);
  }

  /** Samples that say how much ink there is of each, with 8 or 16 bits. */
  static Pixels ofInks(Raster raster, byte[] profile, RenderOptions options) {
    return new CmykPixels(raster, INKS).read(profile, options);
  }

  private Pixels read(byte[] profile, RenderOptions options) {
    Pixels plain = plain();
    return ProfileConversion.of(profile, 4, options)
        .map(conversion -> conversion.convert(plain, this::inks))
        .orElse(plain);
  }

  private Pixels plain() {
    Pixels pixels = Pixels.empty(raster.getWidth(), raster.getHeight(), false);
    for (int y = 0; y < pixels.height(); y++) {
      light(y);
      for (int x = 0; x < pixels.width(); x++) {
        int at = x * 4;
        double black = row[at + 3] / 255.0;
        pixels.argb()[y * pixels.width() + x] =
            Tone.argb(255, row[at] * black, row[at + 1] * black, row[at + 2] * black);
      }
    }
    return pixels;
  }

  /** How much ink there is of each. */
  private void inks(int y, byte[] into, int offset) {
    light(y);
    for (int i = 0; i < row.length; i++) {
      into[offset + i] = (byte) (255 - row[i]);
    }
  }

  /** How much light each ink lets through, 0 to 255, for a row. */
  private void light(int y) {
    raster.getPixels(0, y, raster.getWidth(), 1, row);
    if (shift > 0) {
      Arrays.setAll(row, i -> row[i] >> shift);
    }
    for (int at = 0; at < row.length; at += 4) {
      if (transform == 2) {
        double luma = row[at];
        double cb = row[at + 1] - 128.0;
        double cr = row[at + 2] - 128.0;
        row[at] = Tone.clamp(luma + 1.402 * cr);
        row[at + 1] = Tone.clamp(luma - 0.344136 * cb - 0.714136 * cr);
        row[at + 2] = Tone.clamp(luma + 1.772 * cb);
      } else if (transform == INKS) {
        for (int ink = at; ink < at + 4; ink++) {
          row[ink] = 255 - row[ink];
        }
      }
    }
  }

  /** The Adobe marker's colour transform, or {@link #INKS} when there is no such marker. */
  private static int adobeTransform(IIOMetadata metadata) {
    return find(metadata.getAsTree("javax_imageio_jpeg_image_1.0"));
  }

  private static int find(Node node) {
    if (node.getNodeName().equals("app14Adobe")) {
      return Integer.parseInt(node.getAttributes().getNamedItem("transform").getNodeValue());
    }
    NodeList children = node.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      int found = find(children.item(i));
      if (found >= 0) {
        return found;
      }
    }
    return INKS;
  }
}
