/** Digests of texts and bytes, which name and compare what is long or secret. */
package io.darkroom.codecs.digest;
