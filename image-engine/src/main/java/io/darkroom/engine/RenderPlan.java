package io.darkroom.engine;

/**
 * What a render will cost, known from the header.
 *
 * @param lane which share of the workers it belongs to
 * @param estimatedBytes memory it will hold at its peak, for admission
 * @param megapixels decoded, all frames
 * @param width of the result; an upper bound when a step trims
 * @param height of the result
 * @param engineLane the name of the engine's lane that will run it
 */
public record RenderPlan(
    RenderLane lane,
    long estimatedBytes,
    double megapixels,
    int width,
    int height,
    String engineLane) {}
