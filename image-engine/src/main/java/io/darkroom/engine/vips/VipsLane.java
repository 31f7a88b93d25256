package io.darkroom.engine.vips;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Operations;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.Lane;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.RenderOutcome;
import io.darkroom.engine.Viewer;
import io.darkroom.engine.plan.Thumbnail;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs recipes through libvips. */
final class VipsLane implements Lane, Viewer {
  /** Raise when our own part of the pipeline changes pixels. */
  private static final int REVISION = 12;

  private final Libvips vips;
  private final Fonts fonts;
  private final Set<ImageFormat> readable;
  private final Set<ImageFormat> writable;
  private final Set<String> operations;
  private final Watchdog watchdog = new Watchdog();
  private final InkTables inks = new InkTables();

  VipsLane(Libvips vips, Fonts fonts) {
    this.vips = vips;
    this.fonts = fonts;
    this.readable =
        supported(
            EnumSet.of(ImageFormat.BMP),
            Map.of(
                ImageFormat.JPEG, "jpegload_buffer",
                ImageFormat.PNG, "pngload_buffer",
                ImageFormat.GIF, "gifload_buffer",
                ImageFormat.WEBP, "webpload_buffer",
                ImageFormat.AVIF, "heifload_buffer",
                ImageFormat.TIFF, "tiffload_buffer",
                ImageFormat.SVG, "svgload_buffer"));
    this.writable =
        supported(
            EnumSet.of(ImageFormat.BMP, ImageFormat.GIF),
            Map.of(
                ImageFormat.JPEG, "jpegsave_buffer",
                ImageFormat.PNG, "pngsave_buffer",
                ImageFormat.WEBP, "webpsave_buffer",
                ImageFormat.AVIF, "heifsave_buffer",
                ImageFormat.TIFF, "tiffsave_buffer"));
    Set<String> names = new LinkedHashSet<>(Operations.stepNames());
    if (!fonts.complete() || !vips.has("text")) {
      names.remove("text");
    }
    this.operations = Set.copyOf(names);
  }

  @Override
  public String name() {
    return "libvips";
  }

  @Override
  public String version() {
    return vips.version() + "-" + REVISION;
  }

  @Override
  public Set<ImageFormat> readable() {
    return readable;
  }

  @Override
  public Set<ImageFormat> writable() {
    return writable;
  }

  @Override
  public Set<String> operations() {
    return operations;
  }

  @Override
  public long estimateBytes(ImageInfo info, Recipe recipe, long resultPixels) {
    return MemoryEstimate.of(info, recipe);
  }

  @Override
  public boolean holdsWhole(ImageInfo info, Recipe recipe) {
    return info.progressive() && SharedDecode.reduction(recipe, info) == 1;
  }

  @Override
  public List<RenderOutcome> render(
      ImageSource source, ImageInfo info, List<Recipe> recipes, RenderOptions options) {
    try (Scope scope = new Scope(vips, inks)) {
      watchdog.watch(scope, options);
      try {
        Loader loader = new Loader(scope, source, info, options);
        return new Pipeline(scope, loader, info, options, fonts, writable).render(recipes);
      } finally {
        watchdog.forget(scope);
      }
    }
  }

  @Override
  public Thumbnail thumbnail(ImageSource source, ImageInfo info, int side, RenderOptions options) {
    try (Scope scope = new Scope(vips, inks)) {
      watchdog.watch(scope, options);
      try {
        Loader loader = new Loader(scope, source, info, options);
        return new Pipeline(scope, loader, info, options, fonts, writable).thumbnail(side);
      } finally {
        watchdog.forget(scope);
      }
    }
  }

  @Override
  public void close() {
    watchdog.close();
  }

  /** The formats whose operation is there, and those that go through Java. */
  private Set<ImageFormat> supported(Set<ImageFormat> ours, Map<ImageFormat, String> operationOf) {
    Set<ImageFormat> formats = EnumSet.copyOf(ours);
    operationOf.forEach(
        (format, operation) -> {
          if (vips.has(operation)) {
            formats.add(format);
          }
        });
    return Set.copyOf(formats);
  }
}
