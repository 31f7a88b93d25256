package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;

/** A blur moves light, and neither adds nor takes any. */
class BlurTest {
  private static final double[] WIDTHS = {0.3, 0.5, 1, 2, 5, 7.9, 12, 40, 200};

  @OnEveryEngine
  void aPlainPictureStaysAsItIs(ImageEngine engine) {
    for (int colour : new int[] {0xffffffff, 0xffc86432, 0xff010101, 0x80c86432, 0x40ffffff}) {
      for (double width : WIDTHS) {
        BufferedImage result = blurred(engine, plain(colour), width);

        for (int[] at : new int[][] {{0, 0}, {60, 45}, {119, 89}}) {
          assertThat(distance(result.getRGB(at[0], at[1]), colour))
              .as("%08x after a blur of %s", colour, width)
              .isLessThanOrEqualTo(1);
        }
      }
    }
  }

  @OnEveryEngine
  void aDetailedPictureKeepsItsBrightness(ImageEngine engine) {
    BufferedImage picture = Fixtures.picture(300, 200);

    for (double width : new double[] {0.5, 1, 2, 5}) {
      // edges are repeated outwards, which adds a little of them
      assertThat(Math.abs(mean(blurred(engine, picture, width)) - mean(picture)))
          .as("blur of %s", width)
          .isLessThan(0.4);
    }
  }

  private static BufferedImage blurred(ImageEngine engine, BufferedImage picture, double width) {
    byte[] source = Fixtures.encoded(picture, "png");
    return Fixtures.decoded(
        engine.render(
            ImageSource.of(source),
            Recipes.parseText("blur:" + width + "/png"),
            RenderOptions.defaults()));
  }

  private static BufferedImage plain(int colour) {
    BufferedImage picture = new BufferedImage(120, 90, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, colour);
      }
    }
    return picture;
  }

  private static int distance(int a, int b) {
    int most = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      most = Math.max(most, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
    }
    return most;
  }

  private static double mean(BufferedImage picture) {
    double sum = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        sum += (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
      }
    }
    return sum / 3 / picture.getWidth() / picture.getHeight();
  }
}
