package io.darkroom.codecs.message;

/**
 * Where the time of one attempt went, in milliseconds.
 *
 * @param queuedMs from delivery to a free worker
 * @param decodeMs reading and decoding the source
 * @param stepsMs the steps of the recipe
 * @param encodeMs writing the output format
 * @param storeMs writing the result to the blob store
 */
public record Timings(long queuedMs, long decodeMs, long stepsMs, long encodeMs, long storeMs) {}
