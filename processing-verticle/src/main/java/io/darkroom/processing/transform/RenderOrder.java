package io.darkroom.processing.transform;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.CancelToken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Make images of one source.
 *
 * @param source the source's file
 * @param recipes one for each image wanted
 * @param limit time for it all, from the start of the work
 * @param cancel stops it
 * @param accepted formats for {@code auto}, best first
 * @param images files of the images that watermarks name
 */
public record RenderOrder(
    Path source,
    List<Recipe> recipes,
    Duration limit,
    CancelToken cancel,
    List<ImageFormat> accepted,
    Map<String, Path> images)
    implements WorkOrder {
  public RenderOrder {
    recipes = List.copyOf(recipes);
    accepted = List.copyOf(accepted);
    images = Map.copyOf(images);
  }
}
