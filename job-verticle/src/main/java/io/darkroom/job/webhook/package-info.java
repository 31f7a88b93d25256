/**
 * Telling an owner's own server that a job has ended: signed, tried again for a day, and never a
 * way into the network this service runs in.
 */
package io.darkroom.job.webhook;
