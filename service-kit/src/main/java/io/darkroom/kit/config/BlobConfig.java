package io.darkroom.kit.config;

import java.nio.file.Path;

/**
 * Where image bytes are kept.
 *
 * @param folder the root of the content-addressed tree; made when it does not exist
 */
public record BlobConfig(@Default("data/blobs") Path folder) {}
