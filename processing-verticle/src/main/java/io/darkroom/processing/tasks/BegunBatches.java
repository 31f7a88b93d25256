package io.darkroom.processing.tasks;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * The batches this process began of late. What it began and still lives to see again has not ended
 * it, and may be done again; what another began may have ended that other.
 */
final class BegunBatches {
  private static final int REMEMBERED = 1_024;

  private final SequencedSet<String> ids = new LinkedHashSet<>();

  void add(String batchId) {
    ids.addLast(batchId);
    if (ids.size() > REMEMBERED) {
      ids.removeFirst();
    }
  }

  boolean contains(String batchId) {
    return ids.contains(batchId);
  }
}
