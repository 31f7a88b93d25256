package io.darkroom.engine.vips;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Frame;
import io.darkroom.codecs.recipe.Icc;
import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.codecs.recipe.Metadata;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.DecodeMargin;
import io.darkroom.engine.plan.OutputChoice;
import io.darkroom.engine.plan.ResizeGeometry;
import io.darkroom.engine.plan.SizePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes a source once for all recipes that can start from the same pixels, as small as the
 * largest of them allows. Belongs to one scope and thread.
 */
final class SharedDecode {
  /** What recipes must agree on to share pixels. */
  private record Start(int frame, boolean animated, boolean keepProfile, double shrink) {
    Start smaller(int times) {
      return new Start(frame, animated, keepProfile, shrink * times);
    }
  }

  private final ImageInfo info;
  private final OutputChoice choice;
  private final Loader loader;
  private final int recipes;
  private final double shrink;
  private final boolean plain;
  private final Map<Start, VipsImage> decoded = new HashMap<>();

  private SharedDecode(
      ImageInfo info,
      OutputChoice choice,
      Loader loader,
      int recipes,
      double shrink,
      boolean plain) {
    this.info = info;
    this.choice = choice;
    this.loader = loader;
    this.recipes = recipes;
    this.shrink = shrink;
    this.plain = plain;
  }

  static SharedDecode of(List<Recipe> recipes, ImageInfo info, OutputChoice choice, Loader loader) {
    double least = recipes.stream().mapToDouble(recipe -> shrink(recipe, info)).min().orElse(1);
    boolean plain = recipes.stream().allMatch(SharedDecode::plain);
    return new SharedDecode(info, choice, loader, recipes.size(), least, plain);
  }

  /** The oriented picture, with a leading resize already done. */
  Picture start(Recipe recipe) {
    boolean animated = choice.animates(recipe.output()) && info.frames() > 1 && frame(recipe) < 0;
    VipsImage image = image(recipe, animated);
    if (animated) {
      Picture picture = Animation.of(image);
      return leading(recipe) == null
          ? picture
          : Animation.resize(
              picture,
              leading(recipe),
              ResizeGeometry.of(info.width(), info.height(), leading(recipe)),
              info.format() == ImageFormat.GIF);
    }
    int orientation = SizePlan.orients(recipe) ? info.orientation() : 1;
    if (leading(recipe) == null) {
      return Picture.still(Geometry.orient(image, orientation));
    }
    return Picture.still(resized(image, leading(recipe), orientation));
  }

  /** The steps that {@link #start} has left to do. */
  List<Step> remaining(Recipe recipe) {
    return leading(recipe) == null
        ? recipe.steps()
        : recipe.steps().subList(1, recipe.steps().size());
  }

  /** Scales before it turns, since there are fewer pixels to turn then. */
  private VipsImage resized(VipsImage image, Resize resize, int orientation) {
    boolean swapped = orientation > 4;
    ResizeGeometry to =
        ResizeGeometry.of(
            swapped ? info.height() : info.width(), swapped ? info.width() : info.height(), resize);
    Kernel kernel = resize.kernel();
    VipsImage scaled =
        Geometry.scale(
            image,
            swapped ? to.scaledHeight() : to.scaledWidth(),
            swapped ? to.scaledWidth() : to.scaledHeight(),
            kernel);
    return Geometry.window(Geometry.orient(scaled, orientation), resize, to);
  }

  private VipsImage image(Recipe recipe, boolean animated) {
    Start start =
        new Start(Math.max(0, frame(recipe)), animated, recipe.output().icc() == Icc.KEEP, shrink);
    if (recipes == 1) {
      return load(start);
    }
    VipsImage whole = decoded.computeIfAbsent(start, s -> load(s).inMemory());
    int level = (int) (shrink(recipe, info) / shrink);
    return info.format() != ImageFormat.JPEG || level == 1
        ? whole
        : decoded.computeIfAbsent(start.smaller(level), s -> halved(whole, level));
  }

  /**
   * Block means: what a JPEG decoder makes when it shrinks, but for rounding. So a recipe starts
   * from the same pixels whether it is rendered alone or with others. Like libvips' decoder, it
   * leaves out what does not fill a block.
   */
  private static VipsImage halved(VipsImage whole, int level) {
    int width = whole.width() / level * level;
    int height = whole.height() / level * level;
    return Geometry.cut(whole, new Area(0, 0, width, height))
        .operation("shrink")
        .set("hshrink", level)
        .set("vshrink", level)
        .run()
        .inMemory();
  }

  private VipsImage load(Start start) {
    VipsImage image;
    if (start.animated) {
      image = loader.allFrames(start.shrink);
    } else if (info.frames() > 1) {
      image = loader.frame(start.frame, start.shrink);
    } else {
      image = plain ? loader.shrunkPlain(start.shrink) : loader.shrunk(start.shrink);
    }
    return Colours.working(image, start.keepProfile);
  }

  private static int frame(Recipe recipe) {
    return recipe.steps().stream()
        .filter(Frame.class::isInstance)
        .map(Frame.class::cast)
        .mapToInt(Frame::index)
        .findFirst()
        .orElse(-1);
  }

  private static Resize leading(Recipe recipe) {
    return !recipe.steps().isEmpty() && recipe.steps().getFirst() instanceof Resize resize
        ? resize
        : null;
  }

  /**
   * How much smaller a recipe alone has a JPEG decoded without holding all of it, or 1 where
   * libvips decodes it.
   */
  static double reduction(Recipe recipe, ImageInfo info) {
    double shrink = shrink(recipe, info);
    return plain(recipe) && ReducedJpeg.suits(info, shrink) ? shrink : 1;
  }

  private static boolean plain(Recipe recipe) {
    return recipe.output().metadata() == Metadata.STRIP;
  }

  /** How much smaller the format can decode the source for a recipe. */
  static double shrink(Recipe recipe, ImageInfo info) {
    boolean margin =
        info.format() == ImageFormat.JPEG && info.pixels() <= DecodeMargin.CHEAP_PIXELS;
    return Loader.available(
        info.format(), factor(recipe, info) / (margin ? DecodeMargin.TIMES : 1));
  }

  /** What is decoded smaller must not be put together afterwards: the seams would be seen. */
  private static boolean scalable(ImageInfo info) {
    return info.frames() == 1 || (info.format() == ImageFormat.WEBP && info.wholeFrames());
  }

  /** How much smaller a recipe makes the source first of all; 1 when it does not. */
  private static double factor(Recipe recipe, ImageInfo info) {
    Resize resize = leading(recipe);
    if (resize == null || resize.kernel() == Kernel.NEAREST || !scalable(info)) {
      return 1;
    }
    boolean swapped = SizePlan.orients(recipe) && info.orientation() > 4;
    int width = swapped ? info.height() : info.width();
    int height = swapped ? info.width() : info.height();
    ResizeGeometry to = ResizeGeometry.of(width, height, resize);
    return Math.min((double) width / to.scaledWidth(), (double) height / to.scaledHeight());
  }
}
