package io.darkroom.processing.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.EngineLimits;
import io.darkroom.engine.ImageEngine;
import io.darkroom.engine.ImageSource;
import io.darkroom.processing.admission.Rank;
import io.darkroom.processing.testing.Pictures;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimatorIT {
  @TempDir private Path folder;

  /** A JPEG is decoded small for a small result, so its pixels do not count. */
  @Test
  void oneOutputIsChargedWhatItsPlanSays() throws Exception {
    Path photo = folder.resolve("photo.jpg");
    Files.write(photo, Pictures.jpeg(1_600, 1_200, 1));
    Recipe small = Recipes.parseText("resize:100x/jpeg");
    Vertx vertx = Vertx.vertx();
    try (ImageEngine engine = ImageEngine.open(EngineConfig.defaults());
        ImageSource source = ImageSource.of(photo)) {
      Estimator estimator = new Estimator(vertx, engine);
      long planned =
          engine.plan(engine.probe(source), small, EngineLimits.defaults()).estimatedBytes();

      assertThat(bytes(estimator, photo, List.of(small))).isEqualTo(planned);
      assertThat(bytes(estimator, photo, List.of())).isPositive();
      assertThat(bytes(estimator, photo, List.of(small, small)))
          .isGreaterThanOrEqualTo(1_600 * 1_200 * 3);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static long bytes(Estimator estimator, Path photo, List<Recipe> recipes) {
    return estimator.estimate(photo, recipes, List.of(), Rank.RENDER).await().bytes();
  }
}
