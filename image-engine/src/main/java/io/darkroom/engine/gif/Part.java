package io.darkroom.engine.gif;

/**
 * A frame as it is in a file: the part of the screen that it paints, and what becomes of that.
 *
 * @param interlaced whether its rows come in four passes
 * @param disposal what is done before the next frame: {@link #CLEAR}, {@link #BRING_BACK}, else
 *     nothing
 * @param transparent the index that leaves what is there, or -1
 * @param delay milliseconds to show it
 * @param table where its colours are in the file
 * @param colours how many
 * @param data where the size of its codes is in the file, with their sub-blocks behind it
 * @param packed bytes in all sub-blocks
 */
record Part(
    int left,
    int top,
    int width,
    int height,
    boolean interlaced,
    int disposal,
    int transparent,
    int delay,
    long table,
    int colours,
    long data,
    int packed) {
  /** The part is taken away again. */
  static final int CLEAR = 2;

  /** What was there before is shown again. */
  static final int BRING_BACK = 3;

  /** Where the rows of each pass begin, and how far they are apart (GIF89a, appendix E). */
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  /** Whether a pixel may be left as it is. */
  boolean transparency() {
    return transparent >= 0;
  }

  /** The rows of the part in the order in which they come. */
  int[] rows() {
    int[] rows = new int[height];
    int count = 0;
    if (!interlaced) {
      while (count < height) {
        rows[count] = count++;
      }
    } else {
      for (int[] pass : PASSES) {
        for (int y = pass[0]; y < height; y += pass[1]) {
          rows[count++] = y;
        }
      }
    }
    return rows;
  }
}
