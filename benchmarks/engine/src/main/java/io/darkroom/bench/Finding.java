package io.darkroom.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * What a row showed about one lane.
 *
 * @param ratio images a second as a multiple of the other side's, by callers; for {@code srcset}
 *     processor time as a part of it
 * @param perSecond images, ours and theirs, by callers
 * @param cpuMillis processor time an image with one caller, ours and theirs
 * @param bytes of the result, ours and theirs
 * @param quality against the exact result, ours and theirs
 * @param goal for the ratio
 * @param met with every number of callers, and at no less quality
 */
@JsonPropertyOrder({
  "row",
  "title",
  "lane",
  "ranOn",
  "goal",
  "met",
  "ratio",
  "perSecond",
  "cpuMillis",
  "bytes",
  "quality"
})
record Finding(
    String row,
    String title,
    String lane,
    String ranOn,
    Map<Integer, Double> ratio,
    Map<Integer, Pair<Double>> perSecond,
    Pair<Double> cpuMillis,
    Pair<Long> bytes,
    Pair<Quality> quality,
    double goal,
    boolean met) {
  /** Below what is seen or measured apart from chance. */
  private static final double DECIBELS = 0.1;

  private static final double SIMILARITY = 0.001;

  /** A value of the engine and of what it is compared with. */
  record Pair<T>(T ours, T theirs) {}

  /** Whether a result is as good as another's. */
  static boolean asGood(Quality ours, Quality theirs) {
    return ours.psnr() >= theirs.psnr() - DECIBELS && ours.ssim() >= theirs.ssim() - SIMILARITY;
  }
}
