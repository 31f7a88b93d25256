package io.darkroom.processing.admission;

/** A budget of bytes. Confined to one thread. */
final class MemoryPermits {
  private final long total;
  private long used;

  MemoryPermits(long total) {
    if (total < 1) {
      throw new IllegalArgumentException("the memory budget must be positive");
    }
    this.total = total;
  }

  /** What a demand costs: a demand beyond the whole budget runs alone instead of never. */
  long cost(long bytes) {
    return Math.clamp(bytes, 0, total);
  }

  boolean fits(long cost) {
    return cost <= total - used;
  }

  void take(long cost) {
    if (!fits(cost)) {
      throw new IllegalStateException("more memory taken than there is");
    }
    used += cost;
  }

  void giveBack(long cost) {
    used -= cost;
  }

  long used() {
    return used;
  }
}
