package io.darkroom.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Two or more sides on one row, in turns of random order, so that whatever else the machine does
 * meets all alike.
 *
 * @param slice milliseconds a turn
 * @param warm milliseconds that each side works before, for compilers and caches
 * @param callers at once, one series of rounds for each number
 */
record Duel(int rounds, long slice, long warm, List<Integer> callers) {
  /** Medians of a side with a number of callers. */
  record Median(double perSecond, double cpuMillis) {}

  /** Runs all sides; medians by side and number of callers. */
  Map<String, Map<Integer, Median>> fight(Map<String, Side> sides, Random order) {
    for (Side side : sides.values()) {
      side.run(1, warm);
    }
    Map<String, Map<Integer, List<Slice>>> slices = new LinkedHashMap<>();
    sides.keySet().forEach(name -> slices.put(name, new LinkedHashMap<>()));
    for (int round = 0; round < rounds; round++) {
      for (int count : callers) {
        List<String> names = new ArrayList<>(sides.keySet());
        Collections.shuffle(names, order);
        for (String name : names) {
          slices
              .get(name)
              .computeIfAbsent(count, c -> new ArrayList<>())
              .add(sides.get(name).run(count, slice));
        }
      }
    }
    Map<String, Map<Integer, Median>> medians = new LinkedHashMap<>();
    slices.forEach(
        (name, byCallers) -> {
          Map<Integer, Median> median = new LinkedHashMap<>();
          byCallers.forEach(
              (count, all) ->
                  median.put(
                      count,
                      new Median(median(all, Slice::perSecond), median(all, Slice::cpuPerImage))));
          medians.put(name, median);
        });
    return medians;
  }

  private static double median(List<Slice> slices, ToDoubleFunction<Slice> value) {
    double[] sorted = slices.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
