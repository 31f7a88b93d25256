package io.darkroom.engine.turbo;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.jpeg.Colours;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decodes a source once for all recipes, as small as the largest of them allows; smaller results
 * start from means of 2, 4 or 8 pixels of it, as a decoder that shrinks makes them. Belongs to one
 * thread.
 */
final class SharedDecode {
  private final ImageInfo info;
  private final int shrink;
  private final boolean shared;
  private final Map<Integer, Decoded> levels = new TreeMap<>();

  private SharedDecode(ImageInfo info, int shrink, boolean shared, Decoded decoded) {
    this.info = info;
    this.shrink = shrink;
    this.shared = shared;
    levels.put(1, decoded);
  }

  static SharedDecode of(
      ImageSource source, ImageInfo info, List<Recipe> recipes, RenderOptions options) {
    int shrink = recipes.stream().mapToInt(r -> Suitability.shrink(info, r)).min().orElse(1);
    Colours colours = Decoder.colours(info, recipes, shrink);
    Decoded decoded = new Decoder(source, info, options).decode(shrink, colours);
    boolean shared = recipes.size() > 1;
    boolean apart =
        shared
            && colours == Colours.SHRUNK
            && !Decoder.own(info, shrink, colours)
            && recipes.stream().allMatch(Suitability::resizesFirst);
    return new SharedDecode(info, shrink, shared, apart ? decoded.apart() : decoded);
  }

  /** A picture that the caller may let go. */
  Decoded start(Recipe recipe) {
    Decoded level = level(Suitability.shrink(info, recipe) / shrink);
    return shared ? level.leased() : level;
  }

  /** Means of means, since OpenCV is several times as fast with squares of two. */
  private Decoded level(int times) {
    Decoded level = levels.get(times);
    if (level == null) {
      level = level(times / 2).means();
      levels.put(times, level);
    }
    return level;
  }
}
