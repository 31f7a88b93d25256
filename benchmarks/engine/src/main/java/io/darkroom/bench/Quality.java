package io.darkroom.bench;

/**
 * How near a result is to a reference.
 *
 * @param psnr decibels over red, green, blue and alpha; 99 when equal
 * @param ssim mean structural similarity of luma, 1 when equal
 */
record Quality(double psnr, double ssim) {
  private static final double EQUAL = 99;
  private static final int WINDOW = 8;
  private static final double C1 = 6.5025;
  private static final double C2 = 58.5225;

  static Quality of(Samples result, Samples reference) {
    if (result.width() != reference.width() || result.height() != reference.height()) {
      throw new IllegalArgumentException(
          "%d x %d instead of %d x %d"
              .formatted(result.width(), result.height(), reference.width(), reference.height()));
    }
    return new Quality(psnr(result, reference), ssim(result, reference));
  }

  private static double psnr(Samples a, Samples b) {
    double sum = 0;
    int pixels = a.width() * a.height();
    for (int i = 0; i < pixels; i++) {
      for (int c = 0; c < 4; c++) {
        double difference = a.shown(i, c) - b.shown(i, c);
        sum += difference * difference;
      }
    }
    // Alpha of opaque pictures is equal everywhere and would only flatter.
    double mean = sum / pixels / (opaque(b) ? 3 : 4);
    return mean == 0 ? EQUAL : Math.min(EQUAL, 10 * Math.log10(255 * 255 / mean));
  }

  private static boolean opaque(Samples picture) {
    for (int i = 3; i < picture.rgba().limit(); i += 4) {
      if (picture.rgba().get(i) != -1) {
        return false;
      }
    }
    return true;
  }

  private static double ssim(Samples a, Samples b) {
    double sum = 0;
    int windows = 0;
    for (int y = 0; y + WINDOW <= a.height(); y += WINDOW / 2) {
      for (int x = 0; x + WINDOW <= a.width(); x += WINDOW / 2) {
        sum += window(a, b, x, y);
        windows++;
      }
    }
    return windows == 0 ? 1 : sum / windows;
  }

  private static double window(Samples a, Samples b, int left, int top) {
    double sumA = 0;
    double sumB = 0;
    double squaresA = 0;
    double squaresB = 0;
    double products = 0;
    for (int y = top; y < top + WINDOW; y++) {
      for (int x = left; x < left + WINDOW; x++) {
        double p = a.luma(y * a.width() + x);
        double q = b.luma(y * b.width() + x);
        sumA += p;
        sumB += q;
        squaresA += p * p;
        squaresB += q * q;
        products += p * q;
      }
    }
    double n = WINDOW * WINDOW;
    double meanA = sumA / n;
    double meanB = sumB / n;
    double varianceA = squaresA / n - meanA * meanA;
    double varianceB = squaresB / n - meanB * meanB;
    double covariance = products / n - meanA * meanB;
    return (2 * meanA * meanB + C1)
        * (2 * covariance + C2)
        / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
  }
}
