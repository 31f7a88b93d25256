package io.darkroom.engine;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Colour;
import io.darkroom.engine.plan.Thumbnail;
import java.util.Map;

/** Works out colours and hashes from a small picture. */
final class PictureFacts {
  /** Side of the picture looked at. */
  static final int SIDE = 128;

  private static final int BUCKET_BITS = 4;

  private PictureFacts() {}

  static ImageDetails of(ImageInfo info, Thumbnail picture, Map<String, String> exif) {
    return new ImageDetails(
        info,
        average(picture),
        dominant(picture),
        Blurhash.encode(picture, 4, 3),
        PerceptualHash.of(picture),
        exif);
  }

  private static Colour average(Thumbnail picture) {
    Sum sum = new Sum();
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      sum.add(picture.argb().get(i));
    }
    return sum.mean();
  }

  /** The mean of the fullest cell of a coarse colour cube. */
  private static Colour dominant(Thumbnail picture) {
    Sum[] cells = new Sum[1 << (3 * BUCKET_BITS)];
    Sum fullest = new Sum();
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      int argb = picture.argb().get(i);
      int cell = cell(argb);
      if (cells[cell] == null) {
        cells[cell] = new Sum();
      }
      cells[cell].add(argb);
      if (cells[cell].weight > fullest.weight) {
        fullest = cells[cell];
      }
    }
    return fullest.mean();
  }

  private static int cell(int argb) {
    int drop = 8 - BUCKET_BITS;
    return (argb >> 16 & 0xff) >> drop << (2 * BUCKET_BITS)
        | (argb >> 8 & 0xff) >> drop << BUCKET_BITS
        | (argb & 0xff) >> drop;
  }

  /** Sums colours, each as heavy as it is opaque. */
  private static final class Sum {
    private long weight;
    private long red;
    private long green;
    private long blue;

    void add(int argb) {
      int alpha = argb >>> 24;
      weight += alpha;
      red += (long) alpha * (argb >> 16 & 0xff);
      green += (long) alpha * (argb >> 8 & 0xff);
      blue += (long) alpha * (argb & 0xff);
    }

    Colour mean() {
      return weight == 0
          ? Colour.TRANSPARENT
          : new Colour(rounded(red), rounded(green), rounded(blue), 255);
    }

    private int rounded(long sum) {
      return (int) ((sum + weight / 2) / weight);
    }
  }
}
