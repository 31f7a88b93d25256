/**
 * Signed public links: an address that lets anybody see one image through one recipe, and nothing
 * else, until it expires.
 */
package io.darkroom.job.domain.link;
