package io.darkroom.processing.admission;

/**
 * What a piece of work needs.
 *
 * @param rank who asks
 * @param bytes estimated decoded bytes at its peak
 * @param heavy whether it belongs to the share of heavy work
 */
public record Demand(Rank rank, long bytes, boolean heavy) {}
