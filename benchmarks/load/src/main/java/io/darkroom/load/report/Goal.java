package io.darkroom.load.report;

/**
 * What a run should show, and what it did.
 *
 * @param text such as {@code p99 below 100 ms}
 */
public record Goal(String text, double measured, boolean met) {

  /** Met when the value is at most the limit. */
  public static Goal atMost(String text, double measured, double limit) {
    return new Goal(text, measured, measured <= limit);
  }

  /** Met when the value is at least the limit. */
  public static Goal atLeast(String text, double measured, double limit) {
    return new Goal(text, measured, measured >= limit);
  }

  @Override
  public String toString() {
    return "%-6s %s: %.2f".formatted(met ? "met" : "MISSED", text, measured);
  }
}
