/**
 * Live updates. Every instance hears every event and passes it to the streams open on it, so it
 * does not matter through which instance a job was changed.
 */
package io.darkroom.job.events;
