package io.darkroom.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The scans of a progressive file. */
record JpegScript(List<Pass> passes) {

  /** One scan: components, coefficients in zig-zag order, bits that are left before and after. */
  record Pass(List<Integer> components, int from, int to, int high, int low) {}

  /** As an encoder that tries scripts likes it: bands split, each with bits of its own. */
  static JpegScript optimised() {
    List<Integer> all = List.of(0, 1, 2);
    return new JpegScript(
        List.of(
            new Pass(all, 0, 0, 0, 0),
            new Pass(List.of(0), 1, 2, 0, 1),
            new Pass(List.of(0), 3, 63, 0, 1),
            new Pass(List.of(0), 1, 63, 1, 0),
            new Pass(List.of(1), 1, 8, 0, 2),
            new Pass(List.of(1), 9, 63, 0, 2),
            new Pass(List.of(1), 1, 63, 2, 1),
            new Pass(List.of(1), 1, 63, 1, 0),
            new Pass(List.of(2), 1, 8, 0, 0),
            new Pass(List.of(2), 9, 63, 0, 0)));
  }

  /** Bands alone, all bits at once. */
  static JpegScript bandsOnly(int components) {
    List<Pass> passes = new ArrayList<>();
    for (int i = 0; i < components; i++) {
      passes.add(new Pass(List.of(i), 0, 0, 0, 0));
      passes.add(new Pass(List.of(i), 1, 3, 0, 0));
      passes.add(new Pass(List.of(i), 4, 4, 0, 0));
      passes.add(new Pass(List.of(i), 5, 63, 0, 0));
    }
    return new JpegScript(passes);
  }

  /** Any script that the standard allows. */
  static JpegScript random(Random random, int components) {
    List<List<Pass>> chains = new ArrayList<>();
    List<Pass> passes = new ArrayList<>(means(random, components));
    List<Pass> late = new ArrayList<>();
    for (int left = passes.getLast().low(); left > 0; left--) {
      for (List<Integer> group : groups(random, components)) {
        late.add(new Pass(group, 0, 0, left, left - 1));
      }
    }
    chains.add(late);
    for (int i = 0; i < components; i++) {
      List<Pass> chain = new ArrayList<>();
      int left = random.nextInt(4);
      for (int[] band : bands(random)) {
        chain.add(new Pass(List.of(i), band[0], band[1], 0, left));
      }
      for (; left > 0; left--) {
        for (int[] band : bands(random)) {
          chain.add(new Pass(List.of(i), band[0], band[1], left, left - 1));
        }
      }
      chains.add(chain);
    }
    chains.removeIf(List::isEmpty);
    while (!chains.isEmpty()) {
      List<Pass> chain = chains.get(random.nextInt(chains.size()));
      passes.add(chain.removeFirst());
      chains.removeIf(List::isEmpty);
    }
    return new JpegScript(passes);
  }

  private static List<Pass> means(Random random, int components) {
    int low = random.nextInt(3);
    return groups(random, components).stream().map(group -> new Pass(group, 0, 0, 0, low)).toList();
  }

  private static List<List<Integer>> groups(Random random, int components) {
    if (components == 1) {
      return List.of(List.of(0));
    }
    return switch (random.nextInt(4)) {
      case 0 -> List.of(List.of(0), List.of(1), List.of(2));
      case 1 -> List.of(List.of(0, 2), List.of(1));
      case 2 -> List.of(List.of(1, 2), List.of(0));
      default -> List.of(List.of(0, 1, 2));
    };
  }

  private static List<int[]> bands(Random random) {
    List<int[]> bands = new ArrayList<>();
    int from = 1;
    while (from <= 63) {
      int to = random.nextInt(3) == 0 ? 63 : Math.min(63, from + random.nextInt(12));
      bands.add(new int[] {from, to});
      from = to + 1;
    }
    return bands;
  }
}
