package io.darkroom.codecs.message;

import java.time.Instant;
import java.util.Optional;

/**
 * Something happened to a job; fanned out to every job instance for live updates, and to
 * processing, which stops work on cancelled jobs. A hint: the database stays the truth.
 *
 * @param jobId the job
 * @param owner the user it belongs to
 * @param sequence grows by one for each event of a job; what a reader resumes from
 * @param kind what happened
 * @param at when
 * @param status the job's state after it
 * @param progress the job's counts after it
 * @param task the task that changed, if one did
 */
public record JobEvent(
    String jobId,
    String owner,
    long sequence,
    EventKind kind,
    Instant at,
    String status,
    Progress progress,
    Optional<TaskChange> task)
    implements Message {}
