package io.darkroom.processing.transform;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.engine.EngineLimits;
import io.darkroom.engine.ImageEngine;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderLane;
import io.darkroom.engine.RenderPlan;
import io.darkroom.processing.admission.Demand;
import io.darkroom.processing.admission.Rank;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Prices work from the header of its source, before a worker is taken for it. */
final class Estimator {
  /** Somebody who looks at an image has it made small. */
  private static final List<Recipe> LOOK = List.of(Recipes.parseText("resize:128x128/png"));

  private final Vertx vertx;
  private final ImageEngine engine;
  private final EngineLimits limits = EngineLimits.defaults();

  Estimator(Vertx vertx, ImageEngine engine) {
    this.vertx = vertx;
    this.engine = engine;
  }

  /**
   * Fails when nothing can be made of the source, whatever the recipe.
   *
   * @param watermarks files of the images that the recipes name
   */
  Future<Demand> estimate(
      Path source, List<Recipe> recipes, Collection<Path> watermarks, Rank rank) {
    return vertx.executeBlocking(() -> price(source, recipes, watermarks, rank), false);
  }

  private Demand price(Path file, List<Recipe> recipes, Collection<Path> watermarks, Rank rank) {
    try (ImageSource source = ImageSource.of(file)) {
      limits.checkLength(source.length());
      ImageInfo info = engine.probe(source);
      limits.check(info);
      // several outputs start from one picture that is kept for them
      long bytes = recipes.size() > 1 ? info.decodedBytes() : 0;
      boolean heavy = false;
      for (Recipe recipe : recipes.isEmpty() ? LOOK : recipes) {
        RenderPlan plan = plan(info, recipe);
        if (plan != null) {
          bytes = Math.max(bytes, plan.estimatedBytes());
          heavy |= plan.lane() == RenderLane.HEAVY;
        }
      }
      long laidOver = watermarks.stream().mapToLong(this::decodedBytes).sum();
      return new Demand(rank, bytes + laidOver, heavy);
    } catch (NoSuchFileException absent) {
      throw Failure.of(FailureCode.NOT_FOUND, "The image's bytes are gone").asException(absent);
    } catch (IOException unreadable) {
      throw Failure.of(FailureCode.UNAVAILABLE, "The blob store is not available")
          .asException(unreadable);
    }
  }

  /** A watermark that cannot be read costs nothing; the worker refuses what names it. */
  private long decodedBytes(Path watermark) {
    try (ImageSource source = ImageSource.of(watermark)) {
      return engine.probe(source).decodedBytes();
    } catch (FailureException | IOException unreadable) {
      return 0;
    }
  }

  /** A recipe that cannot be run costs nothing; the worker says so for it alone. */
  private RenderPlan plan(ImageInfo info, Recipe recipe) {
    try {
      return engine.plan(info, recipe, limits);
    } catch (FailureException refused) {
      return null;
    }
  }
}
