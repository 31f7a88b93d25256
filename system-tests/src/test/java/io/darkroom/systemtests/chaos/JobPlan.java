package io.darkroom.systemtests.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A job to submit.
 *
 * @param owner number of the owner
 * @param images numbers of the owner's images
 * @param widths of the results, one output each
 * @param quality of all results
 */
record JobPlan(int owner, List<Integer> images, List<Integer> widths, int quality) {
  static final int IMAGES = 6;
  private static final int NARROWEST = 8;
  private static final int WIDEST = 48;

  int tasks() {
    return images.size() * widths.size();
  }

  String recipe(int width) {
    return "resize:" + width + "x/jpeg:q=" + quality;
  }

  /** Jobs with exactly this many tasks together; half of them have just one. */
  static List<JobPlan> draw(Scale scale, Random random) {
    List<JobPlan> plans = new ArrayList<>();
    int left = scale.tasks();
    while (left > 0) {
      JobPlan plan = one(scale, random);
      if (plan.tasks() > left) {
        plan = new JobPlan(plan.owner(), List.of(0), List.of(NARROWEST), plan.quality());
      }
      plans.add(plan);
      left -= plan.tasks();
    }
    return List.copyOf(plans);
  }

  private static JobPlan one(Scale scale, Random random) {
    boolean single = random.nextBoolean();
    int images = single ? 1 : 1 + random.nextInt(IMAGES);
    int outputs = single ? 1 : 1 + random.nextInt(5);
    return new JobPlan(
        random.nextInt(scale.owners()),
        distinct(random, 0, IMAGES, images),
        distinct(random, NARROWEST, WIDEST, outputs),
        40 + random.nextInt(55));
  }

  private static List<Integer> distinct(Random random, int from, int to, int count) {
    List<Integer> all = new ArrayList<>(IntStream.range(from, to).boxed().toList());
    Collections.shuffle(all, random);
    return List.copyOf(all.subList(0, count));
  }
}
