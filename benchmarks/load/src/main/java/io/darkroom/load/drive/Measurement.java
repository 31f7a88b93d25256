package io.darkroom.load.drive;

import java.util.Map;

/**
 * What one run measured.
 *
 * @param seconds length of the counted part
 * @param requests answered as expected
 * @param errors everything else
 * @param perSecond expected answers a second
 * @param errorKinds how often each kind of error happened
 */
public record Measurement(
    String name,
    int connections,
    double seconds,
    long requests,
    int errors,
    double perSecond,
    Percentiles latencyMs,
    Map<String, Integer> errorKinds) {}
