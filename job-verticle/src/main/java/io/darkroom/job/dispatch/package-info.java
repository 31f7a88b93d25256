/**
 * Between the database and the broker: hands due tasks over, takes results in, tells of changes,
 * takes back what was lost. Each is a loop over small transactions that may be cut off at any point
 * and just runs again.
 */
package io.darkroom.job.dispatch;
