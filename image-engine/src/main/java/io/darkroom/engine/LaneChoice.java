package io.darkroom.engine;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.engine.plan.OutputChoice;
import io.darkroom.engine.plan.SizePlan;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Picks the lane of a request: the first that can do it and takes it. Looks at nothing but header,
 * recipe and accepted formats, so equal requests always go to equal lanes.
 */
record LaneChoice(List<Lane> lanes) {

  /** The lane to ask first. */
  Lane first(ImageInfo info, Recipe recipe, List<ImageFormat> accepted) {
    Output output = settled(info, recipe, accepted);
    boolean readable = false;
    String missing = "";
    for (Lane lane : lanes) {
      if (!lane.readable().contains(info.format())) {
        continue;
      }
      readable = true;
      String lacks = lacking(lane, recipe);
      if (!lacks.isEmpty()) {
        missing = lacks;
      } else if (takes(lane, info, recipe, output)) {
        return lane;
      }
    }
    if (!readable) {
      throw unreadable(info.format());
    }
    throw Failure.of(FailureCode.UNSUPPORTED_OPERATION, "this installation cannot " + missing)
        .asException();
  }

  /**
   * The lanes to ask for recipes of one source, in their order. Where one of them needs a lane that
   * does everything, that lane is asked for all that it can do: a second decode costs more than
   * another lane saves.
   */
  List<Lane> together(ImageInfo info, List<Recipe> recipes, List<ImageFormat> accepted) {
    List<Lane> firsts = recipes.stream().map(recipe -> first(info, recipe, accepted)).toList();
    return firsts.stream()
        .filter(lane -> !(lane instanceof SelectiveLane))
        .findFirst()
        .map(
            whole ->
                recipes.stream()
                    .map(
                        recipe ->
                            lacking(whole, recipe).isEmpty()
                                ? whole
                                : first(info, recipe, accepted))
                    .toList())
        .orElse(firsts);
  }

  /** Who looks at pictures of a format. */
  Viewer viewer(ImageFormat format) {
    return lanes.stream()
        .filter(Viewer.class::isInstance)
        .map(Viewer.class::cast)
        .filter(viewer -> viewer.readable().contains(format))
        .findFirst()
        .orElseThrow(() -> unreadable(format));
  }

  /** The lanes that come after one. */
  LaneChoice after(Lane lane) {
    return new LaneChoice(lanes.subList(lanes.indexOf(lane) + 1, lanes.size()));
  }

  /** Whether any lane reads a format. */
  boolean reads(ImageFormat format) {
    return lanes.stream().anyMatch(lane -> lane.readable().contains(format));
  }

  private static boolean takes(Lane lane, ImageInfo info, Recipe recipe, Output output) {
    return !(lane instanceof SelectiveLane picky) || picky.takes(info, recipe, output);
  }

  /** What {@code auto} comes to when the result is still and opaque. */
  private Output settled(ImageInfo info, Recipe recipe, List<ImageFormat> accepted) {
    if (!(recipe.output() instanceof AutoOutput)) {
      return recipe.output();
    }
    Set<ImageFormat> writable = EnumSet.noneOf(ImageFormat.class);
    lanes.forEach(lane -> writable.addAll(lane.writable()));
    SizePlan sizes = SizePlan.of(info, recipe, Integer.MAX_VALUE, Long.MAX_VALUE);
    return new OutputChoice(info.format(), accepted, writable)
        .resolve(recipe.output(), (long) sizes.width() * sizes.height(), false, false);
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
