package io.darkroom.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The turns of all sides, by side and number of callers, round by round. */
final class Rounds {
  private final Map<String, Map<Integer, List<Slice>>> slices = new LinkedHashMap<>();

  void add(String side, int callers, Slice slice) {
    slices
        .computeIfAbsent(side, _ -> new LinkedHashMap<>())
        .computeIfAbsent(callers, _ -> new ArrayList<>())
        .add(slice);
  }

  /** Numbers of callers, in the order they came. */
  Set<Integer> callers(String side) {
    return slices.get(side).keySet();
  }

  /** The median of what a side showed. */
  double median(String side, int callers, ToDoubleFunction<Slice> value) {
    List<Slice> all = slices.get(side).get(callers);
    return median(all.size(), i -> value.applyAsDouble(all.get(i)));
  }

  /**
   * The median of the ratios within a round, whose turns are taken one after the other: a machine
   * that becomes slower or faster from round to round does not show in it.
   */
  double ratio(String side, String other, int callers, ToDoubleFunction<Slice> value) {
    List<Slice> ours = slices.get(side).get(callers);
    List<Slice> theirs = slices.get(other).get(callers);
    return median(
        ours.size(), i -> value.applyAsDouble(ours.get(i)) / value.applyAsDouble(theirs.get(i)));
  }

  private static double median(int count, IntToDoubleFunction value) {
    double[] sorted = IntStream.range(0, count).mapToDouble(value).sorted().toArray();
    int middle = count / 2;
    return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
