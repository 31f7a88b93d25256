package io.darkroom.job.domain;

/**
 * What follows from an event.
 *
 * @param job the job after it
 * @param task the task after it
 * @param effect what else has to be done
 */
public record Transition(JobState job, TaskState task, Effect effect) {

  /** What the store and its callers do about a transition. */
  public enum Effect {
    /** Nothing changed: a duplicate, a late or an outdated message. */
    IGNORED,
    /** Only the lease grew; nobody needs to hear of it. */
    RENEWED,
    /** The task changed its state. */
    CHANGED,
    /** The task was given up; its last message belongs to the dead letters. */
    POISONED
  }
}
