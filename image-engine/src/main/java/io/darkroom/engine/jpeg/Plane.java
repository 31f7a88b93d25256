package io.darkroom.engine.jpeg;

import java.lang.foreign.MemorySegment;

/**
 * Samples of one component.
 *
 * @param samples rows one after the other, with more at the right and below than are shown
 * @param stride samples from one row to the next
 * @param width samples of a row that are shown
 * @param height rows that are shown
 * @param spanX samples that the picture takes, where the last may lie partly outside
 * @param spanY rows that the picture takes
 */
public record Plane(
    MemorySegment samples, int stride, int width, int height, double spanX, double spanY) {}
