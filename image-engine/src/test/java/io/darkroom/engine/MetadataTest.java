package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of metadata on the lane that carries it. */
class MetadataTest {
  private static ImageEngine engine;

  @BeforeAll
  static void open() {
    engine = ImageEngine.open(EngineConfig.defaults());
    Assumptions.assumeTrue(engine.describe().lanes().size() > 1, "libvips does not load here");
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void metadataIsStrippedUnlessItIsToBeKept() {
    assertThat(exif("jpeg")).doesNotContainKeys("Copyright", "Make");
    assertThat(exif("jpeg:meta=keep"))
        .containsEntry("Copyright", "Me")
        .containsEntry("Make", "Cam");
    assertThat(exif("jpeg:meta=copyright"))
        .containsEntry("Copyright", "Me")
        .doesNotContainKey("Make");
  }

  private static Map<String, String> exif(String recipe) {
    RenderResult result =
        engine.render(
            ImageSource.of(Fixtures.describedJpeg(60, 40)),
            Recipes.parseText(recipe),
            RenderOptions.defaults());
    return engine.inspect(ImageSource.of(result.bytes()), RenderOptions.defaults()).exif();
  }
}
