/** Measures what the way through the service costs beside the pixels; run by hand. */
package io.darkroom.processing.bench;
