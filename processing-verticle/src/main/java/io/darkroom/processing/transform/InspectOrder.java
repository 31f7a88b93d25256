package io.darkroom.processing.transform;

import io.darkroom.engine.CancelToken;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Look at an image.
 *
 * @param source its file
 * @param limit time for it, from the start of the work
 * @param cancel stops it
 */
public record InspectOrder(Path source, Duration limit, CancelToken cancel) implements WorkOrder {}
