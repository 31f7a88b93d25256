package io.darkroom.engine.portable;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Icc;
import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.codecs.recipe.Operations;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.engine.Headers;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.Lane;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.RenderOutcome;
import io.darkroom.engine.RenderResult;
import io.darkroom.engine.Timings;
import io.darkroom.engine.Viewer;
import io.darkroom.engine.plan.OutputChoice;
import io.darkroom.engine.plan.SizeBudget;
import io.darkroom.engine.plan.SizePlan;
import io.darkroom.engine.plan.Thumbnail;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs recipes on whole frames in memory. */
final class PortableLane implements Lane, Viewer {
  private static final Set<ImageFormat> FORMATS =
      Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.GIF, ImageFormat.TIFF, ImageFormat.BMP);

  private final Set<String> operations;
  private final Lettering lettering = new Lettering();

  PortableLane() {
    Set<String> names = new LinkedHashSet<>(Operations.stepNames());
    if (!Lettering.available()) {
      names.remove("text"); // the build had no fonts to bundle
    }
    operations = Set.copyOf(names);
  }

  @Override
  public String name() {
    return "portable";
  }

  @Override
  public String version() {
    return "3";
  }

  @Override
  public Set<ImageFormat> readable() {
    return FORMATS;
  }

  @Override
  public Set<ImageFormat> writable() {
    return FORMATS;
  }

  @Override
  public Set<String> operations() {
    return operations;
  }

  /** Codecs hold a frame once more beside our four bytes a pixel; steps and encoders hold two. */
  @Override
  public long estimateBytes(ImageInfo info, Recipe recipe, long resultPixels) {
    long decoded = info.pixels() * 4 + info.decodedBytes() / info.frames();
    return decoded + resultPixels * 10;
  }

  @Override
  public List<RenderOutcome> render(
      ImageSource source, ImageInfo info, List<Recipe> recipes, RenderOptions options) {
    long start = System.nanoTime();
    Decoded decoded = Decoder.decode(source, info, options);
    long done = System.nanoTime();
    List<RenderOutcome> outcomes = new ArrayList<>();
    for (Recipe recipe : recipes) {
      try {
        outcomes.add(
            new RenderOutcome.Rendered(render(decoded, info, recipe, options, done - start)));
      } catch (FailureException refused) {
        outcomes.add(new RenderOutcome.Refused(refused));
      }
    }
    return outcomes;
  }

  @Override
  public Thumbnail thumbnail(ImageSource source, ImageInfo info, int side, RenderOptions options) {
    Pixels picture =
        TurnSteps.orient(
            Decoder.decode(source, info, options).clip(false).first(), info.orientation());
    double scale =
        Math.min(1, Math.min((double) side / picture.width(), (double) side / picture.height()));
    int width = (int) Math.max(1, Math.round(picture.width() * scale));
    int height = (int) Math.max(1, Math.round(picture.height() * scale));
    Pixels small = Resampler.scale(picture, width, height, Kernel.LINEAR, options);
    return new Thumbnail(width, height, IntBuffer.wrap(small.argb()));
  }

  @Override
  public void close() {}

  private RenderResult render(
      Decoded source, ImageInfo info, Recipe recipe, RenderOptions options, long decoding) {
    long start = System.nanoTime();
    boolean keepProfile = recipe.output().icc() == Icc.KEEP;
    Clip decoded = source.clip(keepProfile);
    PortableSteps steps = new PortableSteps(options, marks(recipe, options), lettering);
    Clip clip =
        SizePlan.orients(recipe) && info.orientation() > 1
            ? decoded.map(frame -> TurnSteps.orient(frame, info.orientation()))
            : decoded;
    for (Step step : recipe.steps()) {
      clip = steps.apply(clip, step);
    }
    long stepped = System.nanoTime();
    Pixels first = clip.first();
    Output output =
        new OutputChoice(info.format(), options.acceptedFormats(), FORMATS)
            .resolve(
                recipe.output(),
                (long) first.width() * first.height(),
                clip.animated(),
                clip.alpha());
    Encoder encoder = new Encoder(options);
    Clip finished = clip;
    Extras extras = source.extras(keepProfile);
    ByteBuffer bytes = SizeBudget.fit(output, o -> encoder.encode(finished, o, extras));
    ImageFormat format = OutputChoice.formatOf(output);
    return new RenderResult(
        bytes,
        format,
        first.width(),
        first.height(),
        format.supportsAnimation() ? clip.frames().size() : 1,
        name(),
        Timings.between(start - decoding, start, stepped, System.nanoTime()));
  }

  private static Map<String, Pixels> marks(Recipe recipe, RenderOptions options) {
    Map<String, Pixels> marks = new HashMap<>();
    for (String id : recipe.watermarkImages()) {
      try (ImageSource source = options.images().resolve(id)) {
        options.limits().checkLength(source.length());
        ImageInfo mark = Headers.read(source);
        if (!FORMATS.contains(mark.format())) {
          throw Failure.of(
                  FailureCode.UNSUPPORTED_FORMAT,
                  "this installation cannot read " + mark.format().wire())
              .asException();
        }
        options.limits().check(mark);
        Clip decoded = Decoder.decode(source, mark, options).clip(false);
        marks.put(id, TurnSteps.orient(decoded.first(), mark.orientation()));
      }
    }
    return marks;
  }
}
