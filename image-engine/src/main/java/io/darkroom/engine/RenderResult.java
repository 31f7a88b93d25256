package io.darkroom.engine;

import io.darkroom.codecs.image.ImageFormat;
import java.nio.ByteBuffer;

/**
 * A finished image.
 *
 * @param bytes a heap buffer that belongs to the caller
 * @param width pixels
 * @param height pixels of one frame
 * @param frames of an animation, else 1
 * @param engineLane the name of the lane that made it
 */
public record RenderResult(
    ByteBuffer bytes,
    ImageFormat format,
    int width,
    int height,
    int frames,
    String engineLane,
    Timings timings) {}
