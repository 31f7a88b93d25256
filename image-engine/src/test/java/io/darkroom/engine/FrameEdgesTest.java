package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.util.List;

/** Frames of an animation stay apart, and what is invisible in them stays so. */
class FrameEdgesTest {
  private static final int FRAMES = 6;
  private static final byte[] BLACK_AND_WHITE =
      Gifs.animated(61, 47, FRAMES, i -> i % 2 == 0 ? 0 : 255);

  /** Steps that look at neighbours or move rows, on a picture that has no other colour. */
  private static final List<String> STEPS =
      List.of(
          "resize:23x",
          "resize:23x19,fit=fill",
          "resize:9x",
          "resize:61x11,fit=fill",
          "resize:11x47,fit=fill",
          "resize:100x",
          "resize:140x20,fit=fill",
          "resize:20x140,fit=fill",
          "resize:30x,kernel=nearest",
          "resize:30x,kernel=linear",
          "resize:40x20,fit=cover",
          "resize:40x20,fit=cover,smart",
          "resize:40x40,fit=contain,background=000000",
          "resize:23x/blur:2/sharpen:1",
          "crop:10,10,30,20/resize:17x",
          "resize:31x/crop:3,3,20,10/resize:13x",
          "grayscale/resize:23x/negate/negate",
          "blur:3",
          "sharpen:2",
          "median:5",
          "pixelate:9",
          "rotate:90",
          "rotate:30,background=000000",
          "flip/flop",
          "extend:7,mode=mirror",
          "extend:7,background=000000",
          "crop:0,0,50,40");

  @OnEveryEngine
  void noFrameBleedsIntoTheNext(ImageEngine engine) {
    for (ImageFormat format : List.of(ImageFormat.GIF, ImageFormat.WEBP)) {
      if (!engine.describe().writable().contains(format)) {
        continue;
      }
      byte[] source = bytes(render(engine, BLACK_AND_WHITE, format.wire()));
      for (String steps : STEPS) {
        byte[] result = bytes(render(engine, source, steps + "/" + format.wire()));
        for (int i = 0; i < FRAMES; i++) {
          boolean white = i % 2 == 1;
          if (white && steps.contains("background")) {
            continue;
          }
          BufferedImage frame = Fixtures.decoded(render(engine, result, "frame:" + i + "/png"));
          assertThat(farthest(frame, white ? 255 : 0))
              .as("%s, frame %d of %s", steps, i, format)
              .isLessThanOrEqualTo(4);
        }
      }
    }
  }

  @OnEveryEngine
  void coloursOfTransparentPixelsDoNotShow(ImageEngine engine) {
    byte[] source = Gifs.of(List.of(halfSeen(40), halfSeen(30), halfSeen(20)));
    byte[] result = bytes(render(engine, source, "resize:37x/gif"));
    for (int i = 0; i < 3; i++) {
      BufferedImage frame = Fixtures.decoded(render(engine, result, "frame:" + i + "/png"));
      for (int x = 0; x < frame.getWidth(); x++) {
        int argb = frame.getRGB(x, frame.getHeight() / 2);
        if (argb >>> 24 != 0) {
          assertThat(argb >> 16 & 0xff).as("red at %d of frame %d: %x", x, i, argb).isLessThan(12);
        }
      }
      assertThat(frame.getRGB(0, 5) >>> 24).isZero();
      assertThat(frame.getRGB(36, 5) & 0xff).isGreaterThan(250);
    }
  }

  /** Red that is not seen on the left, blue on the right. */
  private static BufferedImage halfSeen(int from) {
    byte full = (byte) 255;
    IndexColorModel colours =
        new IndexColorModel(8, 2, new byte[] {full, 0}, new byte[] {0, 0}, new byte[] {0, full}, 0);
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_INDEXED, colours);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.getRaster().setSample(x, y, 0, x < from ? 0 : 1);
      }
    }
    return image;
  }

  private static int farthest(BufferedImage frame, int shade) {
    int farthest = 0;
    for (int y = 0; y < frame.getHeight(); y++) {
      for (int x = 0; x < frame.getWidth(); x++) {
        int argb = frame.getRGB(x, y);
        farthest = Math.max(farthest, 255 - (argb >>> 24));
        for (int shift = 0; shift <= 16; shift += 8) {
          farthest = Math.max(farthest, Math.abs((argb >> shift & 0xff) - shade));
        }
      }
    }
    return farthest;
  }

  private static RenderResult render(ImageEngine engine, byte[] source, String recipe) {
    return engine.render(
        ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults());
  }

  private static byte[] bytes(RenderResult result) {
    ByteBuffer bytes = result.bytes().duplicate();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }
}
