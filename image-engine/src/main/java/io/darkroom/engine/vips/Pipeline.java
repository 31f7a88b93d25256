package io.darkroom.engine.vips;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.engine.Failures;
import io.darkroom.engine.Headers;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.LaneDeclinedException;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.RenderOutcome;
import io.darkroom.engine.RenderResult;
import io.darkroom.engine.Texture;
import io.darkroom.engine.Timings;
import io.darkroom.engine.plan.EncoderLimits;
import io.darkroom.engine.plan.OutputChoice;
import io.darkroom.engine.plan.SizeBudget;
import io.darkroom.engine.plan.Thumbnail;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From one source to its results, within one scope. */
record Pipeline(
    Scope scope,
    Loader loader,
    ImageInfo info,
    RenderOptions options,
    Fonts fonts,
    Set<ImageFormat> writable) {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /** Renders; once more with libvips' decoder where ours finds late that it must not. */
  List<RenderOutcome> render(List<Recipe> recipes) {
    try {
      return outcomes(recipes, loader);
    } catch (LaneDeclinedException declined) {
      LOG.atDebug().addKeyValue("reason", declined.getMessage()).log("libvips decodes it");
      return outcomes(recipes, loader.foreign());
    }
  }

  private List<RenderOutcome> outcomes(List<Recipe> recipes, Loader loader) {
    SharedDecode shared = SharedDecode.of(recipes, info, choice(), loader);
    List<RenderOutcome> outcomes = new ArrayList<>();
    for (Recipe recipe : recipes) {
      try {
        RenderResult result = typed(() -> render(recipe, shared));
        outcomes.add(new RenderOutcome.Rendered(result));
      } catch (FailureException refused) {
        outcomes.add(new RenderOutcome.Refused(refused));
      }
    }
    return outcomes;
  }

  Thumbnail thumbnail(int side) {
    return typed(
        () -> {
          double factor = Math.max(1, Math.max(info.width(), info.height()) / (double) side);
          VipsImage image =
              Colours.working(loader.shrunkPlain(Loader.available(info.format(), factor)), false);
          double scale =
              Math.min(1, Math.min((double) side / image.width(), (double) side / image.height()));
          VipsImage small =
              Geometry.scale(
                  image,
                  (int) Math.max(1, Math.round(image.width() * scale)),
                  (int) Math.max(1, Math.round(image.height() * scale)),
                  Kernel.LANCZOS3);
          return PixelBridge.pixels(Geometry.orient(small, info.orientation()));
        });
  }

  private RenderResult render(Recipe recipe, SharedDecode shared) {
    long start = System.nanoTime();
    Picture picture = shared.start(recipe);
    long loaded = System.nanoTime();
    Steps steps = new Steps(options, fonts, marks(recipe));
    for (Step step : shared.remaining(recipe)) {
      picture = steps.apply(picture, step);
    }
    Output output =
        choice()
            .resolve(
                recipe.output(),
                (long) picture.width() * picture.height(),
                picture.animated(),
                picture.hasAlpha());
    ImageFormat format = OutputChoice.formatOf(output);
    EncoderLimits.requireFits(format, picture.width(), picture.height());
    boolean tried = output.maxBytes().isPresent(); // several times
    VipsImage joined =
        format.supportsAnimation()
            ? Animation.join(tried ? picture : picture.ahead())
            : picture.frames().getFirst();
    VipsImage finished = tried ? joined.inMemory() : joined;
    long stepped = System.nanoTime();
    Saver saver = new Saver(options, () -> Texture.photograph(info, loader.source()));
    ByteBuffer bytes = SizeBudget.fit(output, o -> saver.save(finished, o));
    return new RenderResult(
        bytes,
        format,
        picture.width(),
        picture.height(),
        format.supportsAnimation() ? picture.count() : 1,
        "libvips",
        Timings.between(start, loaded, stepped, System.nanoTime()));
  }

  private OutputChoice choice() {
    return new OutputChoice(info.format(), options.acceptedFormats(), writable);
  }

  private Map<String, VipsImage> marks(Recipe recipe) {
    Map<String, VipsImage> marks = new HashMap<>();
    for (String id : recipe.watermarkImages()) {
      try (ImageSource source = options.images().resolve(id)) {
        options.limits().checkLength(source.length());
        ImageInfo mark = Headers.read(source);
        options.limits().check(mark);
        VipsImage image =
            Colours.working(new Loader(scope, source, mark, options).shrunk(1), false);
        // into memory now, since the source is closed when this is done
        marks.put(id, Geometry.orient(image.inMemory(), mark.orientation()).inMemory());
      }
    }
    return marks;
  }

  /** What libvips refuses is a damaged image, unless the work was stopped. */
  private <T> T typed(Supplier<T> work) {
    try {
      return work.get();
    } catch (VipsException e) {
      options.check();
      scope.throwFailure();
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("libvips refused");
      throw Failures.corrupt(e);
    }
  }
}
