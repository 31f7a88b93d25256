package io.darkroom.job.domain;

/**
 * Tasks that are handed over together: the due outputs of one image of one job.
 *
 * @param owner whose it is
 * @param jobId the job
 * @param imageNo the image's place in the job
 * @param tasks how many tasks, at least 1
 */
public record WorkUnit(String owner, String jobId, int imageNo, int tasks) {}
