package io.darkroom.processing.config;

import io.darkroom.kit.config.DataSize;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;

/**
 * How much work goes on at once.
 *
 * @param slots transform workers; 0 for one a processor
 * @param heavySlots of them how many may be busy with heavy images; 0 for half of them, at least
 *     one
 * @param ahead task batches taken from the broker beyond the slots, so that no slot waits for one
 * @param memory decoded pixels at once, as estimated; 0 for half the maximal heap
 * @param taskLimit time for one output of a task, from the start of its work
 * @param niceness how far workers step back behind threads that answer, as in nice(1); 0 for not at
 *     all
 * @param signOfLife how often running tasks are reported as running
 */
public record WorkConfig(
    @Default("0") @Range(min = 0, max = 256) int slots,
    @Default("0") @Range(min = 0, max = 256) int heavySlots,
    @Default("2") @Range(min = 0, max = 64) int ahead,
    @Default("0B") DataSize memory,
    @Default("30s") @Range(min = 100) Duration taskLimit,
    @Default("10") @Range(min = 0, max = 19) int niceness,
    @Default("10s") @Range(min = 100) Duration signOfLife) {

  /** The number of workers in force. */
  public int effectiveSlots() {
    return slots > 0 ? slots : Runtime.getRuntime().availableProcessors();
  }

  /** The share of heavy work in force; never all slots when there are several. */
  public int effectiveHeavySlots() {
    int all = effectiveSlots();
    return heavySlots > 0 ? Math.min(heavySlots, all) : Math.max(1, all / 2);
  }

  /** The budget for decoded pixels in force, in bytes. */
  public long effectiveMemory() {
    return memory.bytes() > 0 ? memory.bytes() : Runtime.getRuntime().maxMemory() / 2;
  }
}
