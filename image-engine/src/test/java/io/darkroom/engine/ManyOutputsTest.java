package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_imgcodecs;

class ManyOutputsTest {
  @OnEveryEngine
  void outputsOfOneJpegDifferFromSingleOnesByRoundingOnly(ImageEngine engine) {
    byte[] source = Fixtures.orientedJpeg(1200, 900, 6);
    List<Recipe> recipes =
        Stream.of(
                "resize:600x/png",
                "resize:300x/png",
                "resize:100x100,fit=cover/png",
                "resize:40x/grayscale/png",
                "crop:10,10,50,50/png",
                "autoorient:off/resize:64x/png")
            .map(Recipes::parseText)
            .toList();
    List<RenderOutcome> together =
        engine.renderAll(ImageSource.of(source), recipes, RenderOptions.defaults());

    for (int i = 0; i < recipes.size(); i++) {
      RenderResult alone =
          engine.render(ImageSource.of(source), recipes.get(i), RenderOptions.defaults());
      assertThat(
              Fixtures.difference(
                  Fixtures.decoded(together.get(i).orThrow()), Fixtures.decoded(alone)))
          .as(recipes.get(i).canonicalText())
          .isLessThan(1);
    }
  }

  @OnEveryEngine
  void outputsOfAProgressiveJpegAreThoseOfABaselineOneWithItsCoefficients(ImageEngine engine) {
    byte[] baseline = JpegFiles.encoded(1200, 900, 3);
    byte[] progressive =
        JpegFiles.encoded(1200, 900, 3, opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
    List<Recipe> recipes =
        Stream.of("resize:240x/jpeg:chroma=444", "resize:100x/jpeg", "resize:90x/grayscale/jpeg")
            .map(Recipes::parseText)
            .toList();

    List<RenderOutcome> expected =
        engine.renderAll(ImageSource.of(baseline), recipes, RenderOptions.defaults());
    List<RenderOutcome> made =
        engine.renderAll(ImageSource.of(progressive), recipes, RenderOptions.defaults());

    for (int i = 0; i < recipes.size(); i++) {
      assertThat(made.get(i).orThrow().bytes()).isEqualTo(expected.get(i).orThrow().bytes());
      assertThat(made.get(i).orThrow().engineLane())
          .isEqualTo(expected.get(i).orThrow().engineLane());
    }
  }

  @OnEveryEngine
  void outputsOfOnePngAreTheFilesThatSingleOnesAre(ImageEngine engine) {
    byte[] source = Fixtures.encoded(Fixtures.transparentPicture(900, 600), "png");
    List<Recipe> recipes =
        Stream.of("resize:700x/png", "resize:90x/webp", "resize:200x/grayscale/jpeg", "blur:2/png")
            .map(Recipes::parseText)
            .filter(recipe -> writes(engine, recipe))
            .toList();
    List<RenderOutcome> together =
        engine.renderAll(ImageSource.of(source), recipes, RenderOptions.defaults());

    for (int i = 0; i < recipes.size(); i++) {
      RenderResult alone =
          engine.render(ImageSource.of(source), recipes.get(i), RenderOptions.defaults());
      assertThat(together.get(i).orThrow().bytes())
          .as(recipes.get(i).canonicalText())
          .isEqualTo(alone.bytes());
    }
  }

  private static boolean writes(ImageEngine engine, Recipe recipe) {
    return engine.describe().writable().stream()
        .anyMatch(format -> format.wire().equals(recipe.output().format()));
  }
}
