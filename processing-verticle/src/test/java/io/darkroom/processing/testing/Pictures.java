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
