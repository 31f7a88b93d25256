package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngPackingTest {
  private static final BufferedImage PHOTOGRAPH = photograph(320, 240);
  private static final BufferedImage DRAWING = drawing(320, 240);

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "jpeg"})
  void aPhotographIsToldByItsFile(String format) {
    byte[] file = Fixtures.encoded(PHOTOGRAPH, format);

    assertThat(photographed(ImageSource.of(file))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
  void aDrawingIsToldByItsFile(String format) {
    byte[] file = Fixtures.encoded(DRAWING, format);

    assertThat(photographed(ImageSource.of(file))).isFalse();
  }

  @OnEveryEngine
  void webpIsToldByWhatAPixelTakes(ImageEngine engine) {
    if (engine.describe().writable().stream().noneMatch(format -> format.wire().equals("webp"))) {
      return;
    }
    RenderResult photograph = rendered(engine, PHOTOGRAPH, "webp:q=40");
    RenderResult drawing = rendered(engine, DRAWING, "webp:lossless=true");

    assertThat(photographed(ImageSource.of(photograph.bytes()))).isTrue();
    assertThat(photographed(ImageSource.of(drawing.bytes()))).isFalse();
  }

  @OnEveryEngine
  void everyCompressionKeepsThePixelsAndAHigherOneIsNotLonger(ImageEngine engine) {
    int[] lengths =
        Stream.of(0, 1, 2, 6, 7, 8, 9)
            .mapToInt(
                compression -> {
                  RenderResult file = rendered(engine, PHOTOGRAPH, "png:c=" + compression);
                  assertThat(Fixtures.difference(Fixtures.decoded(file), PHOTOGRAPH)).isZero();
                  return -file.bytes().remaining();
                })
            .toArray();

    assertThat(lengths).isSorted();
  }

  @Test
  void photographsTakeFarFewerBytesThanSamplesAsTheyAre() {
    try (ImageEngine engine = ImageEngine.open(EngineConfig.defaults())) {
      int asTheyAre = packed(Fixtures.encoded(PHOTOGRAPH, "bmp"));
      int averaged = rendered(engine, PHOTOGRAPH, "png").bytes().remaining();

      assertThat(averaged).isLessThan(asTheyAre * 3 / 4);
    }
  }

  private static int packed(byte[] samples) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(samples);
      deflater.finish();
      return deflater.deflate(new byte[2 * samples.length]);
    }
  }

  private static boolean photographed(ImageSource file) {
    return Texture.photograph(Headers.read(file), file);
  }

  private static RenderResult rendered(ImageEngine engine, BufferedImage image, String recipe) {
    ImageSource source = ImageSource.of(Fixtures.encoded(image, "png"));
    return engine.render(source, Recipes.parseText(recipe), RenderOptions.defaults());
  }

  /** Smooth, with the grain of a sensor. */
  private static BufferedImage photograph(int width, int height) {
    BufferedImage image = Fixtures.picture(width, height);
    Random random = new Random(7);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      Arrays.setAll(row, x -> brighter(row[x], (int) (random.nextGaussian() * 3)));
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  private static int brighter(int rgb, int by) {
    int red = Math.clamp((rgb >> 16 & 0xff) + by, 0, 255);
    int green = Math.clamp((rgb >> 8 & 0xff) + by, 0, 255);
    int blue = Math.clamp((rgb & 0xff) + by, 0, 255);
    return red << 16 | green << 8 | blue;
  }

  private static BufferedImage drawing(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < 20; i++) {
      graphics.setColor(Color.getHSBColor(i / 20f, 1, 0.7f));
      graphics.drawLine(0, i * height / 20, width, height - i * height / 20);
      graphics.fillOval(i * width / 20, i * height / 25, 10 + i, 12);
    }
    graphics.dispose();
    return image;
  }
}
