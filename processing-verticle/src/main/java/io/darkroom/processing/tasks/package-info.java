/**
 * Tasks of jobs: taken from the broker, answered to the broker, acknowledged last. Whatever happens
 * in between, the batch is either reported or delivered again.
 */
package io.darkroom.processing.tasks;
