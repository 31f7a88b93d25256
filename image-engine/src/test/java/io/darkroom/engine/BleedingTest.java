package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that look at neighbours see those of their own frame only. */
@ExtendWith(Engines.Extension.class)
class BleedingTest {
  private static final int FRAMES = 4;
  private static final byte[] GIF = Gifs.animated(64, 48, FRAMES, BleedingTest::shade);

  private final Engines engines;

  BleedingTest(Engines engines) {
    this.engines = engines;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resize:32x",
        "resize:33x17,fit=fill",
        "resize:64x13,fit=fill",
        "resize:19x48,fit=fill",
        "resize:20x20,fit=cover",
        "resize:40x,kernel=cubic",
        "resize:40x,kernel=nearest",
        "resize:90x",
        "blur:3",
        "sharpen",
        "median",
        "pixelate:7",
        "crop:5,5,30,30/resize:20x",
        "flip/resize:20x"
      })
  void blackAndWhiteFramesStayBlackAndWhite(String steps) {
    for (ImageEngine engine : engines.all()) {
      requirePure(engine, render(engine, GIF, steps + "/gif"), steps);
    }
  }

  @OnEveryEngine
  void translucentFramesStayAsTheyAre(ImageEngine engine) {
    if (!engine.describe().writable().contains(ImageFormat.WEBP)) {
      return;
    }
    byte[] faint = render(engine, GIF, "opacity:0.5/webp:lossless").bytes().array();

    for (String steps : List.of("resize:32x", "resize:33x17,fit=fill", "blur:3")) {
      RenderResult result = render(engine, faint, steps + "/webp:lossless");

      requirePure(engine, result, steps);
      assertThat(shown(engine, result, 1).getRGB(3, 0) >>> 24).isBetween(127, 128);
    }
  }

  private static void requirePure(ImageEngine engine, RenderResult result, String steps) {
    assertThat(result.frames()).isEqualTo(FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      BufferedImage frame = shown(engine, result, i);
      for (int y = 0; y < frame.getHeight(); y++) {
        for (int x = 0; x < frame.getWidth(); x++) {
          assertThat(Math.abs((frame.getRGB(x, y) & 0xff) - shade(i)))
              .as("%s: frame %d at %d, %d", steps, i, x, y)
              .isLessThanOrEqualTo(4);
        }
      }
    }
  }

  private static BufferedImage shown(ImageEngine engine, RenderResult result, int frame) {
    return Fixtures.decoded(render(engine, result.bytes().array(), "frame:" + frame + "/png"));
  }

  private static int shade(int frame) {
    return frame % 2 == 0 ? 0 : 255;
  }

  private static RenderResult render(ImageEngine engine, byte[] source, String recipe) {
    return engine.render(
        ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults());
  }
}
