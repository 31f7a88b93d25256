package io.darkroom.codecs.message;

import java.util.Optional;

/**
 * A task's new state inside an event.
 *
 * @param taskId the task
 * @param image the image it works on
 * @param output the output's name
 * @param status the task's state
 * @param code failure code when it failed
 */
public record TaskChange(
    String taskId, String image, String output, String status, Optional<String> code) {}
