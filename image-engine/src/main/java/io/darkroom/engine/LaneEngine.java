package io.darkroom.engine;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.plan.SizePlan;
import io.darkroom.engine.plan.Stoppable;
import io.darkroom.engine.plan.Thumbnail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, plans and hands the work to the first lane that takes it. */
final class LaneEngine implements ImageEngine {
  private static final Logger LOG = LoggerFactory.getLogger(LaneEngine.class);
  private static final long HEAVY_PIXELS = 40_000_000;
  private static final long HEAVY_WHOLE_PIXELS = 8_000_000;

  private final LaneSet set;
  private final LaneChoice choice;
  private final Detachment detachment =
      new Detachment(2 * Runtime.getRuntime().availableProcessors());

  private LaneEngine(LaneSet set) {
    this.set = set;
    this.choice = new LaneChoice(set.open());
  }

  static LaneEngine open(EngineConfig config) {
    LaneSet set = LaneSet.open(config);
    if (set.open().isEmpty()) {
      throw new IllegalStateException("no lane of the image engine was found");
    }
    LaneEngine engine = new LaneEngine(set);
    LOG.atInfo()
        .addKeyValue("lanes", engine.describe().lanes())
        .addKeyValue("missing", set.missing())
        .log("image engine opened");
    return engine;
  }

  @Override
  public ImageInfo probe(ImageSource source) {
    return Headers.read(source);
  }

  @Override
  public RenderPlan plan(ImageInfo info, Recipe recipe, EngineLimits limits) {
    limits.check(info);
    SizePlan sizes = SizePlan.of(info, recipe, limits.maxOutputSide(), limits.maxPixels());
    Lane lane = choice.first(info, recipe, List.of());
    long bytes = lane.estimateBytes(info, recipe, sizes.largest() * sizes.frames());
    boolean heavy =
        info.pixels() > HEAVY_PIXELS
            || (lane.holdsWhole(info, recipe) && info.pixels() > HEAVY_WHOLE_PIXELS);
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
    boolean soon = true;
    for (Recipe recipe : recipes) {
      try {
        soon &= endsSoon(info, recipe, options.limits());
        wanted.add(recipe);
        outcomes.add(null);
      } catch (FailureException refused) {
        outcomes.add(new RenderOutcome.Refused(refused));
      }
    }
    List<RenderOutcome> rendered =
        within(soon, source, options, bytes -> run(choice, bytes, info, wanted, options));
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
    Viewer viewer = choice.viewer(info.format());
    return within(
        Stoppable.soon(info), source, options, bytes -> facts(viewer, bytes, info, options));
  }

  private static ImageDetails facts(
      Viewer viewer, ImageSource source, ImageInfo info, RenderOptions options) {
    Thumbnail small = viewer.thumbnail(source, info, PictureFacts.SIDE, options);
    return PictureFacts.of(info, small, ExifReader.read(source));
  }

  @Override
  public EngineDescription describe() {
    Set<ImageFormat> readable = EnumSet.noneOf(ImageFormat.class);
    Set<ImageFormat> writable = EnumSet.noneOf(ImageFormat.class);
    Set<String> operations = new TreeSet<>();
    for (Lane lane : set.open()) {
      readable.addAll(lane.readable());
      writable.addAll(lane.writable());
      operations.addAll(lane.operations());
    }
    List<String> names =
        set.open().stream().map(lane -> lane.name() + " " + lane.version()).toList();
    return new EngineDescription(
        String.join("+", names).replace(' ', '-'),
        names,
        set.missing(),
        readable,
        writable,
        operations);
  }

  @Override
  public void close() {
    detachment.close();
    set.open().forEach(Lane::close);
  }

  /** Renders whose callers are gone and whose native code has not ended. */
  int left() {
    return detachment.left();
  }

  /** Runs short work at once, and other work so that the caller can leave it. */
  private <T> T within(
      boolean soon, ImageSource source, RenderOptions options, Function<ImageSource, T> work) {
    return soon
        ? Failures.typed(() -> work.apply(source))
        : detachment.run(source, options, bytes -> Failures.typed(() -> work.apply(bytes)));
  }

  /** Refuses what {@link #plan} refuses; else tells whether it is short work. */
  private boolean endsSoon(ImageInfo info, Recipe recipe, EngineLimits limits) {
    SizePlan sizes = SizePlan.of(info, recipe, limits.maxOutputSide(), limits.maxPixels());
    choice.first(info, recipe, List.of());
    return Stoppable.soon(info, recipe, sizes.largest() * sizes.frames());
  }

  /** Recipes go to a lane together, so that it can decode once for them. */
  private static List<RenderOutcome> run(
      LaneChoice choice,
      ImageSource source,
      ImageInfo info,
      List<Recipe> recipes,
      RenderOptions options) {
    Map<Lane, List<Integer>> shares = new LinkedHashMap<>();
    List<Lane> picked = choice.together(info, recipes, options.acceptedFormats());
    for (int i = 0; i < recipes.size(); i++) {
      shares.computeIfAbsent(picked.get(i), l -> new ArrayList<>()).add(i);
    }
    RenderOutcome[] outcomes = new RenderOutcome[recipes.size()];
    shares.forEach(
        (lane, share) -> {
          List<Recipe> its = share.stream().map(recipes::get).toList();
          List<RenderOutcome> made;
          try {
            made = Failures.typed(() -> lane.render(source, info, its, options));
          } catch (LaneDeclinedException declined) {
            made = handedOn(declined, choice.after(lane), source, info, its, options);
          }
          for (int i = 0; i < made.size(); i++) {
            outcomes[share.get(i)] = made.get(i);
          }
        });
    return List.of(outcomes);
  }

  private static List<RenderOutcome> handedOn(
      LaneDeclinedException declined,
      LaneChoice rest,
      ImageSource source,
      ImageInfo info,
      List<Recipe> recipes,
      RenderOptions options) {
    LOG.atDebug().addKeyValue("reason", declined.getMessage()).log("handed on to the next lane");
    options.check();
    if (!rest.reads(info.format())) {
      throw Failures.corrupt(declined);
    }
    return run(rest, source, info, recipes, options);
  }
}
