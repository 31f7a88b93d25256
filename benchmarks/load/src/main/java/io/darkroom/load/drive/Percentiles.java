package io.darkroom.load.drive;

/** Latencies in milliseconds. */
public record Percentiles(double p50, double p90, double p99, double p999, double max) {}
