/**
 * The job service: images, jobs, tasks and results. PostgreSQL is the truth and the queue; the
 * broker carries work out and results in.
 */
package io.darkroom.job;
