/** Signing public links and knowing them again, with keys that all instances share. */
package io.darkroom.job.link;
