package io.darkroom.codecs.message;

import java.time.Instant;
import java.util.Optional;

/**
 * Something happened to an owner's data outside any job.
 *
 * @param owner the user
 * @param kind {@code image.deleted} or {@code owner.deleted}
 * @param at when
 * @param imageId the image, for {@code image.deleted}
 * @param sha256 its blob key, for {@code image.deleted}
 */
public record OwnerEvent(
    String owner, EventKind kind, Instant at, Optional<String> imageId, Optional<String> sha256)
    implements Message {}
