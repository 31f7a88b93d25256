package io.darkroom.codecs.message;

/**
 * One output to make.
 *
 * @param taskId the task
 * @param attempt which try this is, from 1
 * @param recipe canonical recipe text
 */
public record TaskOrder(String taskId, int attempt, String recipe) {}
