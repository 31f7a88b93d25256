package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What becomes of metadata. */
class MetadataTest {
  @OnEveryEngine
  void metadataIsStrippedUnlessItIsToBeKept(ImageEngine engine) {
    byte[] source = Fixtures.describedJpeg(60, 40);
    for (String format : formats(engine)) {
      assertThat(exif(engine, source, format)).doesNotContainKeys("Copyright", "Make");
      assertThat(exif(engine, source, format + ":meta=keep"))
          .as(format)
          .containsEntry("Copyright", "Me")
          .containsEntry("Make", "Cam");
      assertThat(exif(engine, source, format + ":meta=copyright"))
          .as(format)
          .containsEntry("Copyright", "Me")
          .doesNotContainKey("Make");
    }
  }

  @OnEveryEngine
  void metadataIsReadFromWhatWasWritten(ImageEngine engine) {
    for (String format : formats(engine)) {
      ByteBuffer kept = render(engine, Fixtures.describedJpeg(60, 40), format + ":meta=keep");
      byte[] source = new byte[kept.remaining()];
      kept.get(source);
      assertThat(exif(engine, source, "jpeg:meta=keep"))
          .as(format)
          .containsEntry("Copyright", "Me")
          .containsEntry("Make", "Cam");
    }
  }

  /** libvips writes no EXIF into a TIFF. */
  private static List<String> formats(ImageEngine engine) {
    return engine.describe().lanes().size() > 1
        ? List.of("jpeg", "png", "webp")
        : List.of("jpeg", "png", "tiff");
  }

  private static Map<String, String> exif(ImageEngine engine, byte[] source, String recipe) {
    return engine
        .inspect(ImageSource.of(render(engine, source, recipe)), RenderOptions.defaults())
        .exif();
  }

  private static ByteBuffer render(ImageEngine engine, byte[] source, String recipe) {
    return engine
        .render(ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults())
        .bytes();
  }
}
