/**
 * What may happen to a job and its tasks, as pure functions: no clock, no randomness, no I/O. The
 * store loads state, asks here what follows and writes that down, so every rule about attempts,
 * duplicates, late messages and counters can be tested without a database.
 */
package io.darkroom.job.domain;
