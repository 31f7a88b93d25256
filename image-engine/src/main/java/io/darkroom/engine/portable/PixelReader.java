package io.darkroom.engine.portable;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Turns what ImageIO decodes into straight-alpha pixels. A profile of red, green and blue or of
 * grey is not applied: the samples are taken as they are.
 */
final class PixelReader {
  private PixelReader() {}

  static Pixels read(BufferedImage image) {
    ColorModel model = image.getColorModel();
    int bands = image.getRaster().getNumBands();
    boolean grey = !(model instanceof IndexColorModel) && bands <= 2;
    if (model instanceof IndexColorModel || model.isAlphaPremultiplied() || bands > 4) {
      return byModel(image);
    }
    if (!grey && model.getColorSpace().getType() != ColorSpace.TYPE_RGB) {
      return byModel(converted(image));
    }
    int type = image.getRaster().getTransferType();
    return type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT
        ? bySample(image, bands, grey)
        : byModel(image);
  }

  /** Converts inks and other spaces to sRGB. */
  private static BufferedImage converted(BufferedImage image) {
    int type =
        image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage target = new BufferedImage(image.getWidth(), image.getHeight(), type);
    return new ColorConvertOp(
            image.getColorModel().getColorSpace(), ColorSpace.getInstance(ColorSpace.CS_sRGB), null)
        .filter(image, target);
  }

  private static Pixels byModel(BufferedImage image) {
    Pixels pixels =
        Pixels.empty(image.getWidth(), image.getHeight(), image.getColorModel().hasAlpha());
    image.getRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
    return pixels;
  }

  /** Reads 8 and 16-bit samples as they are; grey is not bent by the JDK's linear grey space. */
  private static Pixels bySample(BufferedImage image, int bands, boolean grey) {
    Raster raster = image.getRaster();
    boolean alpha = image.getColorModel().hasAlpha();
    Pixels pixels = Pixels.empty(image.getWidth(), image.getHeight(), alpha);
    int bits = image.getColorModel().getComponentSize(0);
    int[] row = new int[pixels.width() * bands];
    for (int y = 0; y < pixels.height(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, pixels.width(), 1, row);
      for (int x = 0; x < pixels.width(); x++) {
        int at = x * bands;
        int r = eight(row[at], bits);
        int g = grey ? r : eight(row[at + 1], bits);
        int b = grey ? r : eight(row[at + 2], bits);
        int a = alpha ? eight(row[at + bands - 1], bits) : 255;
        pixels.argb()[y * pixels.width() + x] = a << 24 | r << 16 | g << 8 | b;
      }
    }
    return pixels;
  }

  private static int eight(int sample, int bits) {
    return switch (bits) {
      case 8 -> sample;
      case 16 -> (sample + 128) / 257;
      default -> sample * 255 / ((1 << bits) - 1);
    };
  }
}
