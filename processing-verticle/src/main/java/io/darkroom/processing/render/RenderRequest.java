package io.darkroom.processing.render;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A render that is wanted.
 *
 * @param source SHA-256 of the source's bytes
 * @param file where they are
 * @param owner whose images the recipe may name
 * @param recipe what to make
 * @param accepted formats for {@code auto}, best first
 * @param images files of the images that the recipe names
 */
public record RenderRequest(
    String source,
    Path file,
    String owner,
    Recipe recipe,
    List<ImageFormat> accepted,
    Map<String, Path> images) {
  public RenderRequest {
    accepted = List.copyOf(accepted);
    images = Map.copyOf(images);
  }
}
