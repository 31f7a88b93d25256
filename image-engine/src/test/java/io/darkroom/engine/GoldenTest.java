package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with references that another tool made: see the scripts in golden/. */
@ExtendWith(Engines.Extension.class)
class GoldenTest {
  private final List<ImageEngine> engines;

  GoldenTest(Engines engines) {
    this.engines = engines.all();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline.jpg",
        "progressive.jpg",
        "grey.jpg",
        "plain.png",
        "alpha.png",
        "palette.png",
        "one-bit.png",
        "deep.png",
        "deep-colour.png",
        "deep-colour.tiff",
        "still.gif",
        "lossy.webp",
        "alpha.webp",
        "lzw.tiff",
        "deflate.tiff",
        "plain.bmp"
      })
  void formatsAreReadAsAnotherToolReadsThem(String file) throws IOException {
    byte[] source = bytes(file);
    BufferedImage expected = picture(file.replace('.', '-') + ".seen.png");
    for (ImageEngine engine : engines) {
      if (engine.describe().readable().contains(engine.probe(ImageSource.of(source)).format())) {
        assertThat(Fixtures.difference(render(engine, source, "png"), expected))
            .as(file + " by " + engine.describe().lanes())
            .isLessThan(3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "cmyk.tiff"})
  void printColoursComeOutAsScreenColours(String file) throws IOException {
    BufferedImage expected = picture("plain.png");
    for (ImageEngine engine : engines) {
      assertThat(Fixtures.difference(render(engine, bytes(file), "png"), expected))
          .as(file + " by " + engine.describe().lanes())
          .isLessThan(70); // inks are duller; channels mixed up would be far above
    }
  }

  @ParameterizedTest
  @CsvSource({
    "resize:40x30, resize, plain.png, 2",
    "'resize:36x36,fit=cover', cover, plain.png, 2",
    "'crop:10,20,50,30', crop, plain.png, 0.01",
    "rotate:90, rotate90, plain.png, 0.01",
    "flip, flip, plain.png, 0.01",
    "flop, flop, plain.png, 0.01",
    "grayscale, grayscale, plain.png, 1",
    "negate, negate, plain.png, 0.01",
    "brightness:1.3, brightness, plain.png, 1",
    "gamma:1.8, gamma, plain.png, 1",
    "blur:2, blur, plain.png, 2",
    "median:3, median, plain.png, 2",
    "'extend:10,bg=00ff00', extend, plain.png, 0.01",
    "background:0000ff, background, alpha.png, 1",
  })
  void stepsGiveWhatAnotherToolGives(
      String recipe, String reference, String source, double tolerance) throws IOException {
    BufferedImage expected = picture("step-" + reference + ".png");
    for (ImageEngine engine : engines) {
      assertThat(Fixtures.difference(render(engine, bytes(source), recipe + "/png"), expected))
          .as(recipe + " by " + engine.describe().lanes())
          .isLessThan(tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Hugo 27,size=24,c=white,g=northwest,x=4,y=20', true",
    "'Hugo 27,size=24,c=white,g=northwest,x=5,y=20', false",
    "'Hugo 27,size=24,c=white,g=northwest,x=4,y=21', false",
    "'Hugo 27,size=25,c=white,g=northwest,x=4,y=20', false",
    "'Hugo 27,size=24,c=yellow,g=northwest,x=4,y=20', false",
    "'Hugo 27,size=24,c=white,g=northwest,x=4,y=20,font=serif', false",
    "'Mice 81,size=24,c=white,g=northwest,x=4,y=20', false",
  })
  void textIsWhatAnotherToolDraws(String text, boolean same) throws IOException {
    BufferedImage expected = picture("step-text.png");
    for (ImageEngine engine : engines) {
      if (engine.describe().operations().contains("text")) {
        BufferedImage drawn = render(engine, bytes("plain.png"), "text:" + text + "/png");
        assertThat(Fixtures.difference(drawn, expected) < 14)
            .as(text + " by " + engine.describe().lanes())
            .isEqualTo(same);
      }
    }
  }

  private static BufferedImage render(ImageEngine engine, byte[] source, String recipe) {
    return Fixtures.decoded(
        engine.render(ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults()));
  }

  private static BufferedImage picture(String name) throws IOException {
    return Fixtures.coloured(ImageIO.read(new ByteArrayInputStream(bytes(name))));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = GoldenTest.class.getResourceAsStream("golden/" + name)) {
      return in.readAllBytes();
    }
  }
}
