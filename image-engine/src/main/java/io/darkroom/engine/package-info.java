/**
 * The image engine: one small face over several lanes that make pixels.
 *
 * <p>Callers use {@link io.darkroom.engine.ImageEngine} and the records around it. A {@link
 * io.darkroom.engine.Lane} is found through the service loader, so that this package knows none of
 * them and a platform without a native library still has the portable one. Everything is blocking
 * and may be called from many platform threads at once.
 */
package io.darkroom.engine;
