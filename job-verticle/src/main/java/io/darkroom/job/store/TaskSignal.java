package io.darkroom.job.store;

import io.darkroom.job.domain.TaskEvent;

/**
 * An event addressed to a task.
 *
 * @param jobId the task's job
 * @param taskId the task
 * @param event what happened
 */
public record TaskSignal(String jobId, String taskId, TaskEvent event) {}
