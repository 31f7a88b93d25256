package io.darkroom.kit.broker;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often handling a message ended in an unexpected error, for the messages of late. The
 * brokers count differently or not at all, so this process counts for itself.
 */
final class CrashCount {
  private static final int REMEMBERED = 1_024;

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /** Counts one more and tells how many there were. */
  int increment(String messageId) {
    int count = counts.merge(messageId, 1, Integer::sum);
    if (counts.size() > REMEMBERED) {
      counts.remove(counts.keySet().iterator().next());
    }
    return count;
  }
}
