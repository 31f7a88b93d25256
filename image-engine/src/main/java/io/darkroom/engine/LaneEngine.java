package io.darkroom.engine;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.HeaderProbe;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.engine.plan.OutputChoice;
import io.darkroom.engine.plan.SizePlan;
import io.darkroom.engine.plan.Thumbnail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, plans and hands the work to the first lane that can do it. */
final class LaneEngine implements ImageEngine {
  private static final Logger LOG = LoggerFactory.getLogger(LaneEngine.class);
  private static final long HEAVY_PIXELS = 40_000_000;
  private static final long HEAVY_WHOLE_PIXELS = 8_000_000;

  private final List<Lane> lanes;

  private LaneEngine(List<Lane> lanes) {
    this.lanes = lanes;
  }

  static LaneEngine open(EngineConfig config) {
    List<Lane> lanes =
        ServiceLoader.load(LaneProvider.class, LaneEngine.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparingInt(LaneProvider::rank).reversed())
            .map(provider -> provider.open(config))
            .flatMap(Optional::stream)
            .toList();
    if (lanes.isEmpty()) {
      throw new IllegalStateException("no lane of the image engine was found");
    }
    LaneEngine engine = new LaneEngine(lanes);
    LOG.atInfo().addKeyValue("lanes", engine.describe().lanes()).log("image engine opened");
    return engine;
  }

  @Override
  public ImageInfo probe(ImageSource source) {
    if (source.length() == 0) {
      throw Failure.of(FailureCode.CORRUPT_IMAGE, "the file is empty").asException();
    }
    return switch (HeaderProbe.probe(source.buffer(), source.length())) {
      case HeaderProbe.Result.Known known -> known.info();
      case HeaderProbe.Result.NeedsMore more ->
          throw Failure.of(FailureCode.CORRUPT_IMAGE, "the file ends too early").asException();
    };
  }

  @Override
  public RenderPlan plan(ImageInfo info, Recipe recipe, EngineLimits limits) {
    limits.check(info);
    Lane lane = laneFor(info, recipe);
    SizePlan sizes = SizePlan.of(info, recipe, limits.maxOutputSide(), limits.maxPixels());
    long bytes = lane.estimateBytes(info, recipe, sizes.largest() * sizes.frames());
    boolean heavy =
        info.pixels() > HEAVY_PIXELS || (info.progressive() && info.pixels() > HEAVY_WHOLE_PIXELS);
    return new RenderPlan(
        heavy ? RenderLane.HEAVY : RenderLane.NORMAL,
        bytes,
        info.pixels() / 1e6,
        sizes.width(),
        sizes.height(),
        lane.name());
  }

  @Override
  public RenderResult render(ImageSource source, Recipe recipe, RenderOptions options) {
    return renderAll(source, List.of(recipe), options).getFirst().orThrow();
  }

  @Override
  public List<RenderOutcome> renderAll(
      ImageSource source, List<Recipe> recipes, RenderOptions options) {
    options.limits().checkLength(source.length());
    ImageInfo info = probe(source);
    options.limits().check(info);
    options.check();
    List<RenderOutcome> outcomes = new ArrayList<>();
    List<Recipe> wanted = new ArrayList<>();
    for (Recipe recipe : recipes) {
      try {
        plan(info, recipe, options.limits());
        wanted.add(recipe);
        outcomes.add(null);
      } catch (FailureException refused) {
        outcomes.add(new RenderOutcome.Refused(refused));
      }
    }
    List<RenderOutcome> rendered = run(source, info, wanted, options);
    int next = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) == null) {
        outcomes.set(i, rendered.get(next++));
      }
    }
    return outcomes;
  }

  @Override
  public ImageDetails inspect(ImageSource source, RenderOptions options) {
    options.limits().checkLength(source.length());
    ImageInfo info = probe(source);
    options.limits().check(info);
    Lane lane =
        lanes.stream()
            .filter(l -> l.readable().contains(info.format()))
            .findFirst()
            .orElseThrow(() -> unreadable(info.format()));
    Thumbnail small =
        Failures.typed(() -> lane.thumbnail(source, info, PictureFacts.SIDE, options));
    return PictureFacts.of(info, small, ExifReader.read(source));
  }

  @Override
  public EngineDescription describe() {
    Set<ImageFormat> readable = EnumSet.noneOf(ImageFormat.class);
    Set<ImageFormat> writable = EnumSet.noneOf(ImageFormat.class);
    Set<String> operations = new TreeSet<>();
    for (Lane lane : lanes) {
      readable.addAll(lane.readable());
      writable.addAll(lane.writable());
      operations.addAll(lane.operations());
    }
    List<String> names = lanes.stream().map(lane -> lane.name() + " " + lane.version()).toList();
    return new EngineDescription(
        String.join("+", names).replace(' ', '-'), names, readable, writable, operations);
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }

  private List<RenderOutcome> run(
      ImageSource source, ImageInfo info, List<Recipe> recipes, RenderOptions options) {
    if (recipes.isEmpty()) {
      return List.of();
    }
    Lane first = laneFor(info, recipes.getFirst());
    if (recipes.stream().allMatch(recipe -> laneFor(info, recipe) == first)) {
      return Failures.typed(() -> first.render(source, info, recipes, options));
    }
    List<RenderOutcome> outcomes = new ArrayList<>();
    for (Recipe recipe : recipes) {
      Lane lane = laneFor(info, recipe);
      outcomes.addAll(Failures.typed(() -> lane.render(source, info, List.of(recipe), options)));
    }
    return outcomes;
  }

  private Lane laneFor(ImageInfo info, Recipe recipe) {
    boolean readable = false;
    String missing = "";
    for (Lane lane : lanes) {
      if (!lane.readable().contains(info.format())) {
        continue;
      }
      readable = true;
      String lacks = lacking(lane, recipe);
      if (lacks.isEmpty()) {
        return lane;
      }
      missing = lacks;
    }
    if (!readable) {
      throw unreadable(info.format());
    }
    throw Failure.of(FailureCode.UNSUPPORTED_OPERATION, "this installation cannot " + missing)
        .asException();
  }

  private static String lacking(Lane lane, Recipe recipe) {
    for (Step step : recipe.steps()) {
      if (!lane.operations().contains(step.op())) {
        return "run " + step.op();
      }
    }
    boolean writes =
        recipe.output() instanceof AutoOutput
            || lane.writable().contains(OutputChoice.formatOf(recipe.output()));
    return writes ? "" : "write " + recipe.output().format();
  }

  private static FailureException unreadable(ImageFormat format) {
    return Failure.of(
            FailureCode.UNSUPPORTED_FORMAT, "this installation cannot read " + format.wire())
        .asException();
  }
}
