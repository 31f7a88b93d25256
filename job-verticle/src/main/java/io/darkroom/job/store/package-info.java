/**
 * The database: images, jobs, tasks, references to blobs and the outbox. Every change of a job or
 * task goes through {@link io.darkroom.job.store.TaskLedger} or {@link
 * io.darkroom.job.store.JobCommands}, which lock the job first, so changes of one job never
 * interleave and its counters always equal its tasks.
 */
package io.darkroom.job.store;
