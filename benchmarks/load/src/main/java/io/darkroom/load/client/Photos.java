package io.darkroom.load.client;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/** Makes JPEG files. Many from one picture: each carries a comment of its own, so none is equal. */
public final class Photos {
  private static final int SOI = 2;
  private static final int COMMENT = 12;

  private final byte[] jpeg;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  private Photos(byte[] jpeg) {
    this.jpeg = jpeg;
  }

  /** Files of pictures of this size, smooth with some noise, as photos are. */
  public static Photos of(int width, int height) {
    SplittableRandom random = new SplittableRandom(42);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int noise = random.nextInt(12);
        int red = 40 + 180 * x / width + noise;
        int green = 40 + 180 * y / height + noise;
        int blue = (int) (120 + 100 * Math.sin(x * 0.01) * Math.cos(y * 0.013)) + noise;
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Photos(out.toByteArray());
  }

  /** A file with bytes no other has, decoding to the same pixels. */
  public byte[] unique() {
    return ByteBuffer.allocate(jpeg.length + COMMENT)
        .put(jpeg, 0, SOI)
        .putShort((short) 0xfffe)
        .putShort((short) (COMMENT - 2))
        .putLong(next.getAndIncrement())
        .put(jpeg, SOI, jpeg.length - SOI)
        .array();
  }
}
