/**
 * A JPEG decoder for pictures that become much smaller: reads the coefficients that a quarter or an
 * eighth of the size needs, and passes the others several at a time. Declines what is not a plain,
 * whole baseline file. Knows nothing of lanes but how to decline.
 */
package io.darkroom.engine.jpeg;
