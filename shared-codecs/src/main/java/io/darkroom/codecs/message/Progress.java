package io.darkroom.codecs.message;

/**
 * Counts over the tasks of a job.
 *
 * @param total all tasks
 * @param done tasks that succeeded
 * @param failed tasks that failed or were cancelled
 */
public record Progress(int total, int done, int failed) {}
