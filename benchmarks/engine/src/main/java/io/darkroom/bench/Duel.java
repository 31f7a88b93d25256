package io.darkroom.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two or more sides on one row, in turns of random order, so that whatever else the machine does
 * meets all alike.
 *
 * @param slice milliseconds a turn
 * @param warm milliseconds that each side works before, for compilers and caches
 * @param callers at once, one series of rounds for each number
 */
record Duel(int rounds, long slice, long warm, List<Integer> callers) {
  /** Runs all sides. */
  Rounds fight(Map<String, Side> sides, Random order) {
    for (Side side : sides.values()) {
      side.run(1, warm);
    }
    Rounds all = new Rounds();
    for (int round = 0; round < rounds; round++) {
      for (int count : callers) {
        List<String> names = new ArrayList<>(sides.keySet());
        Collections.shuffle(names, order);
        for (String name : names) {
          all.add(name, count, sides.get(name).run(count, slice));
        }
      }
    }
    return all;
  }
}
