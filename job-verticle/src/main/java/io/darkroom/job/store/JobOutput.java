package io.darkroom.job.store;

/**
 * One thing a job makes of every image.
 *
 * @param name names the output in results
 * @param recipe canonical text
 */
public record JobOutput(String name, String recipe) {}
