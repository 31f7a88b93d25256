/**
 * A JPEG decoder for pictures that become much smaller: reads the coefficients that a quarter or an
 * eighth of the size needs, and passes the others several at a time. Of a progressive file it keeps
 * no more than those, and passes whole scans. Declines what is not a plain, whole baseline or
 * progressive file. Knows nothing of lanes but how to decline.
 */
package io.darkroom.engine.jpeg;
