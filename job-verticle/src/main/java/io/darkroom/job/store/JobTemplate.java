package io.darkroom.job.store;

import java.util.List;
import java.util.Optional;

/**
 * What a job was asked for with, to ask for the same again.
 *
 * @param name what the owner calls it
 * @param priority 0 to 9
 * @param webhook where its end is told
 * @param images their ids, in order; some may be deleted by now
 * @param outputs what is made of each
 */
public record JobTemplate(
    String name,
    int priority,
    Optional<String> webhook,
    List<String> images,
    List<JobOutput> outputs) {}
