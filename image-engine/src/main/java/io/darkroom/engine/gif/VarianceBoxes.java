package io.darkroom.engine.gif;

/**
 * Cuts the colours of a picture into boxes of little variance. The box that varies most is cut
 * next, where both parts together vary least (the criterion of Wu, Color Quantization by Dynamic
 * Programming and Principal Analysis, 1992), found along each axis from the distribution on it
 * (Wan, Wong and Prusinkiewicz, An Algorithm for Multidimensional Data Clustering, 1988).
 */
final class VarianceBoxes {
  private static final int LEVELS = 256;

  /** What is summed for each level of an axis: weight, red, green and blue. */
  private static final int MOMENTS = 4;

  private static final long[] NOTHING = new long[MOMENTS];

  private final Histogram histogram;

  /** Cells, those of a box next to each other. */
  private final int[] cells;

  private final Box[] boxes;
  private int count = 1;
  private final long[][] levels = new long[3][LEVELS * MOMENTS];

  /** Some of the cells, the best place to cut them, and what that gains. */
  private static final class Box {
    private final int from;
    private final int to;
    private final long[] sums = new long[MOMENTS];
    private int axis;
    private int level;
    private double gain;

    Box(int from, int to) {
      this.from = from;
      this.to = to;
    }
  }

  private VarianceBoxes(Histogram histogram, int most) {
    this.histogram = histogram;
    cells = new int[histogram.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i;
    }
    boxes = new Box[most];
    boxes[0] = measured(new Box(0, cells.length));
  }

  /** Means of at most so many boxes. */
  static int[] colours(Histogram histogram, int most) {
    VarianceBoxes boxes = new VarianceBoxes(histogram, most);
    while (boxes.count < most && boxes.cut()) {}
    int[] colours = new int[boxes.count];
    for (int i = 0; i < colours.length; i++) {
      long[] sums = boxes.boxes[i].sums;
      colours[i] =
          (int) (sums[1] / sums[0]) << 16
              | (int) (sums[2] / sums[0]) << 8
              | (int) (sums[3] / sums[0]);
    }
    return colours;
  }

  /** Cuts the box that gains most; there may be none. */
  private boolean cut() {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = boxes[i].gain > boxes[best].gain ? i : best;
    }
    Box box = boxes[best];
    if (box.gain <= 0) {
      return false;
    }
    int low = box.from;
    int high = box.to;
    while (low < high) {
      if (component(cells[low], box.axis) < box.level) {
        low++;
      } else {
        int cell = cells[low];
        cells[low] = cells[--high];
        cells[high] = cell;
      }
    }
    boxes[best] = measured(new Box(box.from, low));
    boxes[count++] = measured(new Box(low, box.to));
    return true;
  }

  private int component(int cell, int axis) {
    return histogram.mean(cell) >> (16 - 8 * axis) & 0xff;
  }

  private Box measured(Box box) {
    int[] lowest = {LEVELS, LEVELS, LEVELS};
    int[] highest = {-1, -1, -1};
    for (int i = box.from; i < box.to; i++) {
      int cell = cells[i];
      long weight = histogram.weight(cell);
      long red = histogram.sum(cell, 0);
      long green = histogram.sum(cell, 1);
      long blue = histogram.sum(cell, 2);
      box.sums[0] += weight;
      box.sums[1] += red;
      box.sums[2] += green;
      box.sums[3] += blue;
      for (int axis = 0; axis < 3; axis++) {
        int level = component(cell, axis);
        lowest[axis] = Math.min(lowest[axis], level);
        highest[axis] = Math.max(highest[axis], level);
        long[] sums = levels[axis];
        sums[level * MOMENTS] += weight;
        sums[level * MOMENTS + 1] += red;
        sums[level * MOMENTS + 2] += green;
        sums[level * MOMENTS + 3] += blue;
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      look(box, axis, lowest[axis], highest[axis]);
    }
    return box;
  }

  /** Looks where to cut along an axis, and forgets its distribution. */
  private void look(Box box, int axis, int lowest, int highest) {
    long[] sums = levels[axis];
    long[] all = box.sums;
    double whole = score(all, NOTHING);
    long[] lower = new long[MOMENTS];
    for (int level = lowest; level <= highest; level++) {
      int at = level * MOMENTS;
      if (sums[at] > 0 && lower[0] > 0) {
        double gain = score(lower, NOTHING) + score(all, lower) - whole;
        if (gain > box.gain) {
          box.gain = gain;
          box.axis = axis;
          box.level = level;
        }
      }
      for (int i = 0; i < MOMENTS; i++) {
        lower[i] += sums[at + i];
        sums[at + i] = 0;
      }
    }
  }

  /** The square of sums by their weight, for what some have beyond others. */
  private static double score(long[] sums, long[] without) {
    double weight = (double) (sums[0] - without[0]);
    double red = (double) (sums[1] - without[1]);
    double green = (double) (sums[2] - without[2]);
    double blue = (double) (sums[3] - without[3]);
    return (red * red + green * green + blue * blue) / weight;
  }
}
