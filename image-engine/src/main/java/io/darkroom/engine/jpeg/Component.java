package io.darkroom.engine.jpeg;

/**
 * A component of an image.
 *
 * @param across blocks of an MCU beside each other, 1 or 2
 * @param down blocks of an MCU below each other, 1 or 2
 * @param steps what each coefficient is multiplied with
 */
record Component(int across, int down, Quantisation steps) {}
