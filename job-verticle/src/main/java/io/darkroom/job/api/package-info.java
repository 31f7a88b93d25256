/**
 * The HTTP side of the job service: requests to commands and records to JSON, nothing else. Every
 * look-up names the caller as owner, so somebody else's id is an id that does not exist.
 */
package io.darkroom.job.api;
