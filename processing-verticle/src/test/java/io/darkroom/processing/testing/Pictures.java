package io.darkroom.processing.testing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Images drawn for a test. */
public final class Pictures {
  private Pictures() {}

  /** A JPEG; another seed gives other bytes. */
  public static byte[] jpeg(int width, int height, long seed) {
    return encode(draw(width, height, seed), "jpeg");
  }

  public static byte[] png(int width, int height, long seed) {
    return encode(draw(width, height, seed), "png");
  }

  /** With the grain of a photograph, which makes it as hard to decode as one. */
  public static byte[] grainyJpeg(int width, int height, long seed) {
    BufferedImage image = draw(width, height, seed);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grain = random.nextInt(25) - 12;
        int rgb = image.getRGB(x, y);
        int grainy = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
          grainy |= Math.clamp((rgb >> shift & 0xff) + grain, 0, 255) << shift;
        }
        image.setRGB(x, y, grainy);
      }
    }
    return encode(image, "jpeg");
  }

  private static BufferedImage draw(int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    Random random = new Random(seed);
    g.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
    g.fillRect(0, 0, width, height);
    for (int i = 0; i < 40; i++) {
      g.setColor(colour(random));
      g.fillOval(random.nextInt(width), random.nextInt(height), 1 + width / 8, 1 + height / 8);
    }
    g.dispose();
    return image;
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  private static byte[] encode(BufferedImage image, String format) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static BufferedImage decode(byte[] bytes) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image == null) {
        throw new AssertionError("not an image");
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
