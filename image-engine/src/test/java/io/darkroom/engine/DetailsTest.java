package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;

class DetailsTest {
  @OnEveryEngine
  void coloursAreFound(ImageEngine engine) {
    BufferedImage image = new BufferedImage(100, 50, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 50; y++) {
      for (int x = 0; x < 100; x++) {
        image.setRGB(x, y, x < 75 ? 0x204080 : 0xe0e0e0);
      }
    }
    ImageDetails details = inspect(engine, Fixtures.encoded(image, "png"));

    assertThat(details.dominant().hex()).isEqualTo("204080");
    assertThat(details.average().red()).isBetween(78, 82);
    assertThat(details.blurhash()).hasSize(28).startsWith("L");
  }

  /** The text is what the formula of the C reference gives, worked out apart from this code. */
  @OnEveryEngine
  void theBlurhashIsTheOneOthersMake(ImageEngine engine) throws IOException {
    try (InputStream in = DetailsTest.class.getResourceAsStream("golden/plain.png")) {
      ImageDetails details = inspect(engine, in.readAllBytes());
      assertThat(details.blurhash()).isEqualTo("L#HLi52Z$7Skhma#jqf9gefTfSfX");
      assertThat(details.average()).isEqualTo(new Colour(126, 125, 127, 255));
    }
  }

  @OnEveryEngine
  void similarPicturesHaveSimilarHashes(ImageEngine engine) {
    byte[] jpeg = Fixtures.jpeg(400, 300);
    RenderResult small =
        engine.render(
            ImageSource.of(jpeg),
            Recipes.parseText("resize:150x/jpeg:q=50"),
            RenderOptions.defaults());
    long original = hash(inspect(engine, jpeg));
    long similar = hash(engine.inspect(ImageSource.of(small.bytes()), RenderOptions.defaults()));
    long other = hash(inspect(engine, Fixtures.encoded(Fixtures.greyPicture(400, 300), "png")));

    assertThat(Long.bitCount(original ^ similar)).isLessThanOrEqualTo(6);
    assertThat(Long.bitCount(original ^ other)).isGreaterThan(10);
  }

  @OnEveryEngine
  void metadataIsReadButNoPlace(ImageEngine engine) {
    ImageDetails details = inspect(engine, Fixtures.orientedJpeg(40, 30, 6));

    assertThat(details.exif()).containsKey("Orientation");
    assertThat(details.exif().keySet()).noneMatch(tag -> tag.contains("GPS"));
  }

  private static ImageDetails inspect(ImageEngine engine, byte[] bytes) {
    return engine.inspect(ImageSource.of(bytes), RenderOptions.defaults());
  }

  private static long hash(ImageDetails details) {
    return Long.parseUnsignedLong(details.perceptualHash(), 16);
  }
}
