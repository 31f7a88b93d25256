package io.darkroom.systemtests.image;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A made picture with the traits of a photo: smooth areas, edges and noise. Each seed gives another
 * one, and the same one again.
 *
 * @param pixels the picture
 * @param bytes its file
 */
// Only ever taken apart: no two photos are compared.
@SuppressWarnings("ArrayRecordComponent")
public record Photo(BufferedImage pixels, byte[] bytes) {

  /** A JPEG of this size. */
  public static Photo jpeg(int width, int height, long seed) {
    return encode(paint(width, height, seed), "jpeg");
  }

  /** A PNG of this size. */
  public static Photo png(int width, int height, long seed) {
    return encode(paint(width, height, seed), "png");
  }

  /** Reads a picture's file. */
  public static Photo read(byte[] bytes) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image == null) {
        throw new AssertionError("not a readable image of " + bytes.length + " bytes");
      }
      return new Photo(image, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Photo encode(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Photo(image, out.toByteArray());
  }

  private static BufferedImage paint(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
    g.fillRect(0, 0, width, height);
    for (int i = 0; i < 40; i++) {
      g.setColor(colour(random));
      int w = 1 + random.nextInt(Math.max(1, width / 3));
      int h = 1 + random.nextInt(Math.max(1, height / 3));
      g.fillOval(random.nextInt(width) - w / 2, random.nextInt(height) - h / 2, w, h);
    }
    g.dispose();
    addNoise(image, random);
    return image;
  }

  private static void addNoise(BufferedImage image, Random random) {
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        int noise = random.nextInt(13);
        row[x] = (row[x] & 0xf0f0f0) + noise * 0x010101;
      }
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(240), random.nextInt(240), random.nextInt(240));
  }
}
