package io.darkroom.bench;

/**
 * What one side did in one turn.
 *
 * @param images finished
 * @param millis of the clock
 * @param cpuMillis of all cores, by the whole process
 */
record Slice(long images, double millis, double cpuMillis) {
  double perSecond() {
    return images * 1000 / millis;
  }

  double cpuPerImage() {
    return cpuMillis / images;
  }
}
