package io.darkroom.gateway.limit;

/**
 * Somebody whose requests are counted.
 *
 * @param key names the count
 * @param rate what is allowed
 */
public record RateSubject(String key, Rate rate) {}
