package io.darkroom.gateway.limit;

import java.time.Duration;

/**
 * What the count says.
 *
 * @param allowed whether the request may pass
 * @param rate the tightest rate that applied
 * @param remaining requests still possible at once
 * @param reset until all of the burst is free again
 * @param retryAfter until the next request may pass; zero when this one may
 */
public record RateDecision(
    boolean allowed, Rate rate, long remaining, Duration reset, Duration retryAfter) {}
