/** Measures the lanes of the image engine beside sharp, in turns, on the same pictures. */
package io.darkroom.bench;
