/**
 * Taking images in: bytes go to the blob store while they are hashed and their header is read, so
 * an upload is refused as soon as its first bytes show that it has to be, and never held in memory.
 */
package io.darkroom.job.upload;
