package io.darkroom.engine.portable;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reduces an image to a few colours by median cut; one of them is transparent when needed. */
final class Palette {
  private static final int OPAQUE_FROM = 128;

  private final int[] colours;
  private final boolean transparent;
  private final Map<Integer, Integer> nearest = new HashMap<>();

  private Palette(int[] colours, boolean transparent) {
    this.colours = colours;
    this.transparent = transparent;
  }

  /** Chooses at most this many colours (2 to 256), the transparent one counted. */
  static Palette of(Pixels image, int most) {
    Map<Integer, Integer> counts = new HashMap<>();
    boolean transparent = false;
    for (int argb : image.argb()) {
      if (argb >>> 24 < OPAQUE_FROM) {
        transparent = true;
      } else {
        counts.merge(argb & 0xfcfcfc, 1, Integer::sum);
      }
    }
    List<int[]> boxes = new ArrayList<>();
    boxes.add(counts.keySet().stream().mapToInt(Integer::intValue).toArray());
    while (boxes.size() < most - (transparent ? 1 : 0)) {
      int[] widest = boxes.stream().max(Comparator.comparingInt(Palette::spread)).orElseThrow();
      if (widest.length < 2) {
        break;
      }
      boxes.remove(widest);
      int shift = longestAxis(widest);
      int[] sorted =
          Arrays.stream(widest)
              .boxed()
              .sorted(Comparator.comparingInt(c -> c >> shift & 0xff))
              .mapToInt(Integer::intValue)
              .toArray();
      boxes.add(Arrays.copyOfRange(sorted, 0, sorted.length / 2));
      boxes.add(Arrays.copyOfRange(sorted, sorted.length / 2, sorted.length));
    }
    return new Palette(boxes.stream().mapToInt(box -> mean(box, counts)).toArray(), transparent);
  }

  /** The image in these colours; transparent pixels take the last index. */
  BufferedImage apply(Pixels image) {
    BufferedImage indexed =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_INDEXED, model());
    byte[] row = new byte[image.width()];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        row[x] = (byte) index(image.at(x, y));
      }
      indexed.getRaster().setDataElements(0, y, image.width(), 1, row);
    }
    return indexed;
  }

  /** Whether one index is transparent. */
  boolean transparent() {
    return transparent;
  }

  /** The index of the transparent colour, when there is one. */
  int transparentIndex() {
    return colours.length;
  }

  private IndexColorModel model() {
    int size = colours.length + (transparent ? 1 : 0);
    int[] table = Arrays.copyOf(colours, size);
    return new IndexColorModel(
        8, size, table, 0, false, transparent ? colours.length : -1, DataBuffer.TYPE_BYTE);
  }

  private int index(int argb) {
    return transparent && argb >>> 24 < OPAQUE_FROM
        ? colours.length
        : nearest.computeIfAbsent(argb & 0xffffff, this::closest);
  }

  private int closest(int rgb) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int r = (rgb >> 16 & 0xff) - (colours[i] >> 16 & 0xff);
      int g = (rgb >> 8 & 0xff) - (colours[i] >> 8 & 0xff);
      int b = (rgb & 0xff) - (colours[i] & 0xff);
      int distance = 2 * r * r + 4 * g * g + 3 * b * b;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int spread(int[] box) {
    return box.length < 2 ? 0 : range(box, longestAxis(box));
  }

  private static int longestAxis(int[] box) {
    int axis = 16;
    for (int shift = 8; shift >= 0; shift -= 8) {
      axis = range(box, shift) > range(box, axis) ? shift : axis;
    }
    return axis;
  }

  private static int range(int[] box, int shift) {
    int low = 255;
    int high = 0;
    for (int colour : box) {
      low = Math.min(low, colour >> shift & 0xff);
      high = Math.max(high, colour >> shift & 0xff);
    }
    return high - low;
  }

  private static int mean(int[] box, Map<Integer, Integer> counts) {
    long weight = 0;
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int colour : box) {
      long count = counts.get(colour);
      weight += count;
      red += count * (colour >> 16 & 0xff);
      green += count * (colour >> 8 & 0xff);
      blue += count * (colour & 0xff);
    }
    return weight == 0
        ? 0
        : (int) (red / weight) << 16 | (int) (green / weight) << 8 | (int) (blue / weight);
  }
}
