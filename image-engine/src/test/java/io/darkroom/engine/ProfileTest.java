package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colour profiles and animation beside another tool's references: see golden/make_profiles.py. */
class ProfileTest {
  @ParameterizedTest
  @ExtendWith(Engines.Extension.class)
  @ValueSource(
      strings = {
        "wide.jpg",
        "wide.png",
        "wide.tiff",
        "grey-profile.jpg",
        "grey-profile.png",
        "cmyk-profile.jpg",
        "cmyk-profile.tiff"
      })
  void coloursAreConvertedToSrgb(String file, Engines engines) throws IOException {
    BufferedImage expected = picture(file.replace('.', '-') + ".seen.png");
    for (ImageEngine engine : engines.all()) {
      RenderResult result = render(engine, ByteBuffer.wrap(bytes(file)), "png");
      assertThat(Fixtures.difference(Fixtures.decoded(result), expected))
          .as(file + " by " + engine.describe().lanes())
          .isLessThan(3);
      assertThat(engine.probe(ImageSource.of(result.bytes())).hasIcc()).isFalse();
    }
  }

  @OnEveryEngine
  void aProfileThatIsKeptStaysWithUnchangedColours(ImageEngine engine) throws IOException {
    for (String file : List.of("wide.jpg", "wide.png", "wide.tiff")) {
      BufferedImage expected = picture(file.replace('.', '-') + ".seen.png");
      for (String format : List.of("jpeg:q=95", "png", "tiff")) {
        RenderResult kept =
            render(
                engine,
                ByteBuffer.wrap(bytes(file)),
                format + (format.contains(":") ? ",icc=keep" : ":icc=keep"));
        assertThat(engine.probe(ImageSource.of(kept.bytes().duplicate())).hasIcc())
            .as(file + " to " + format)
            .isTrue();
        assertThat(
                Fixtures.difference(
                    Fixtures.decoded(render(engine, kept.bytes(), "png")), expected))
            .as(file + " to " + format)
            .isLessThan(4);
      }
    }
  }

  @OnEveryEngine
  void everyFrameIsResizedAndCropped(ImageEngine engine) throws IOException {
    for (String file : List.of("moving.gif", "moving.webp")) {
      byte[] source = bytes(file);
      if (!engine.describe().readable().contains(engine.probe(ImageSource.of(source)).format())) {
        continue;
      }
      for (String format :
          engine.describe().lanes().size() > 1 ? List.of("gif", "webp:q=95") : List.of("gif")) {
        compare(engine, source, "resize:48x36/" + format, "moving-resized.png");
        compare(engine, source, "crop:20,10,60,50/" + format, "moving-cropped.png");
      }
    }
  }

  private static void compare(ImageEngine engine, byte[] source, String recipe, String reference)
      throws IOException {
    RenderResult moving = render(engine, ByteBuffer.wrap(source), recipe);
    assertThat(engine.probe(ImageSource.of(moving.bytes().duplicate())).frames()).isEqualTo(5);
    assertThat(
            Fixtures.difference(
                Fixtures.decoded(render(engine, moving.bytes(), "frame:3/png")),
                picture(reference)))
        .as(recipe)
        .isLessThan(12);
  }

  private static RenderResult render(ImageEngine engine, ByteBuffer source, String recipe) {
    return engine.render(
        ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults());
  }

  private static BufferedImage picture(String name) throws IOException {
    return Fixtures.coloured(ImageIO.read(new ByteArrayInputStream(bytes(name))));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = ProfileTest.class.getResourceAsStream("golden/" + name)) {
      return in.readAllBytes();
    }
  }
}
