package io.darkroom.job.domain;

import java.util.Set;

/**
 * One change of all tasks of a job that are in certain states.
 *
 * @param job the job after it
 * @param from the states that change
 * @param to the state they go to
 */
public record BulkTransition(JobState job, Set<TaskStatus> from, TaskStatus to) {
  public BulkTransition {
    from = Set.copyOf(from);
  }
}
