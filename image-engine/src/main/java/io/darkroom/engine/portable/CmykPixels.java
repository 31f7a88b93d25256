package io.darkroom.engine.portable;

import java.awt.image.Raster;
import javax.imageio.metadata.IIOMetadata;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Reads CMYK and YCCK JPEGs, which ImageIO hands out raw. Adobe's writers store them inverted. The
 * conversion is the plain one without a profile.
 */
final class CmykPixels {
  private CmykPixels() {}

  static Pixels read(Raster raster, IIOMetadata metadata) {
    int transform = adobeTransform(metadata);
    Pixels pixels = Pixels.empty(raster.getWidth(), raster.getHeight(), false);
    int[] row = new int[pixels.width() * 4];
    for (int y = 0; y < pixels.height(); y++) {
      raster.getPixels(0, y, pixels.width(), 1, row);
      for (int x = 0; x < pixels.width(); x++) {
        int at = x * 4;
        double c = row[at];
        double m = row[at + 1];
        double k3 = row[at + 2];
        if (transform == 2) {
          double luma = row[at];
          double cb = row[at + 1] - 128.0;
          double cr = row[at + 2] - 128.0;
          c = Math.clamp(luma + 1.402 * cr, 0, 255);
          m = Math.clamp(luma - 0.344136 * cb - 0.714136 * cr, 0, 255);
          k3 = Math.clamp(luma + 1.772 * cb, 0, 255);
        }
        double black = row[at + 3];
        if (transform < 0) {
          c = 255 - c;
          m = 255 - m;
          k3 = 255 - k3;
          black = 255 - black;
        }
        pixels.argb()[y * pixels.width() + x] =
            Tone.argb(255, c * black / 255, m * black / 255, k3 * black / 255);
      }
    }
    return pixels;
  }

  /** The Adobe marker's colour transform, or -1 when there is no such marker. */
  private static int adobeTransform(IIOMetadata metadata) {
    Node root = metadata.getAsTree("javax_imageio_jpeg_image_1.0");
    return find(root);
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
    return -1;
  }
}
