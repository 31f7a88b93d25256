package io.darkroom.job.upload;

import io.darkroom.kit.config.DataSize;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;

/**
 * What images may be.
 *
 * @param maxBytes length of a file
 * @param maxPixels pixels of one frame
 * @param maxFrames frames of an animation
 * @param heavyPixels images of at least so many pixels, or stored progressively with a quarter of
 *     them, go to the lane of expensive work
 */
public record UploadConfig(
    @Default("64MiB") @Range(min = 1) DataSize maxBytes,
    @Default("100000000") @Range(min = 1) long maxPixels,
    @Default("500") @Range(min = 1, max = 100_000) int maxFrames,
    @Default("24000000") @Range(min = 1) long heavyPixels) {}
