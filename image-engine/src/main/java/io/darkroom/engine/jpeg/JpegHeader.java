package io.darkroom.engine.jpeg;

import java.util.List;

/**
 * What the segments before the data of a scan say.
 *
 * @param components one for grey, or three for brightness and two colours
 * @param interval MCUs from one restart marker to the next, 0 without
 * @param data where the entropy-coded data begin
 */
record JpegHeader(int width, int height, List<Component> components, int interval, long data) {}
