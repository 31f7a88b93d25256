package io.darkroom.engine;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** Makes images for tests. */
public final class Fixtures {
  private Fixtures() {}

  /** A smooth colourful picture with a white square top left and a black one bottom right. */
  public static BufferedImage picture(int width, int height) {
    return picture(width, height, BufferedImage.TYPE_INT_RGB);
  }

  /** The same with a transparent disc in the middle. */
  public static BufferedImage transparentPicture(int width, int height) {
    BufferedImage image = picture(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (Math.hypot(x - width / 2.0, y - height / 2.0) < Math.min(width, height) / 4.0) {
          image.setRGB(x, y, image.getRGB(x, y) & 0xffffff);
        }
      }
    }
    return image;
  }

  private static BufferedImage picture(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    int[] blues = new int[width + height];
    for (int i = 0; i < blues.length; i++) {
      blues[i] = (int) (127.5 + 127.5 * Math.sin(12.0 * i / (width + height)));
    }
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      int green = 255 * y / height;
      for (int x = 0; x < width; x++) {
        row[x] = 0xff000000 | ((255 * x / width) << 16) | green << 8 | blues[x + y];
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    int side = Math.max(1, Math.min(width, height) / 5);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, 0xffffffff);
        image.setRGB(width - 1 - x, height - 1 - y, 0xff000000);
      }
    }
    return image;
  }

  /** The bytes of an image in a format that the JDK writes. */
  public static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer of " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A grey ramp. */
  public static BufferedImage greyPicture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, (x + y) * 255 / (width + height));
      }
    }
    return image;
  }

  /** A JPEG of {@link #picture}. */
  public static byte[] jpeg(int width, int height) {
    return encoded(picture(width, height), "jpeg");
  }

  /** A JPEG with an EXIF orientation. */
  public static byte[] orientedJpeg(int width, int height, int orientation) {
    byte[] plain = jpeg(width, height);
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    return ByteBuffer.allocate(plain.length + exif.length)
        .put(plain, 0, 2)
        .put(exif)
        .put(plain, 2, plain.length - 2)
        .array();
  }

  /** A JPEG by the camera "Cam", with the copyright "Me". */
  public static byte[] describedJpeg(int width, int height) {
    byte[] plain = jpeg(width, height);
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      46,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      2,
      1,
      0x0f,
      0,
      2,
      0,
      0,
      0,
      4,
      'C',
      'a',
      'm',
      0,
      (byte) 0x82,
      (byte) 0x98,
      0,
      2,
      0,
      0,
      0,
      3,
      'M',
      'e',
      0,
      0,
      0,
      0,
      0,
      0
    };
    return ByteBuffer.allocate(plain.length + exif.length)
        .put(plain, 0, 2)
        .put(exif)
        .put(plain, 2, plain.length - 2)
        .array();
  }

  /** What the JDK sees in a result. */
  public static BufferedImage decoded(RenderResult result) {
    ByteBuffer bytes = result.bytes().duplicate();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(copy));
      if (image == null) {
        throw new IllegalArgumentException("the JDK cannot read " + result.format());
      }
      return coloured(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Grey samples taken as they are; the JDK would take them for linear light. */
  public static BufferedImage coloured(BufferedImage grey) {
    if (grey.getRaster().getNumBands() > 2 || grey.getColorModel() instanceof IndexColorModel) {
      return grey;
    }
    BufferedImage image =
        new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_INT_ARGB);
    boolean alpha = grey.getRaster().getNumBands() == 2;
    for (int y = 0; y < grey.getHeight(); y++) {
      for (int x = 0; x < grey.getWidth(); x++) {
        int value = grey.getRaster().getSample(x, y, 0);
        int opacity = alpha ? grey.getRaster().getSample(x, y, 1) : 255;
        image.setRGB(x, y, opacity << 24 | value << 16 | value << 8 | value);
      }
    }
    return image;
  }

  /** Root of the mean squared difference of all colour components over white, 0 to 255. */
  public static double difference(BufferedImage a, BufferedImage b) {
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      return 255;
    }
    double sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        int p = a.getRGB(x, y);
        int q = b.getRGB(x, y);
        for (int shift = 0; shift <= 16; shift += 8) {
          double d = overWhite(p, shift) - overWhite(q, shift);
          sum += d * d;
        }
      }
    }
    return Math.sqrt(sum / (3.0 * a.getWidth() * a.getHeight()));
  }

  private static double overWhite(int argb, int shift) {
    double alpha = (argb >>> 24) / 255.0;
    return (argb >> shift & 0xff) * alpha + 255 * (1 - alpha);
  }
}
