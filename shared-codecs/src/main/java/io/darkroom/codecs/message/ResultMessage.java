package io.darkroom.codecs.message;

/**
 * What became of one attempt at a task. Receivers are idempotent by task and attempt.
 *
 * @param taskId the task
 * @param jobId its job
 * @param attempt which try, from 1
 * @param instance the processing instance that reports
 * @param outcome what happened
 */
public record ResultMessage(
    String taskId, String jobId, int attempt, String instance, Outcome outcome)
    implements Message {}
