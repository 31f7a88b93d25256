package io.darkroom.job.store;

import java.time.Instant;

/**
 * A recipe an owner keeps under a name.
 *
 * @param name unique for the owner
 * @param recipe canonical text
 * @param description what it is for
 * @param createdAt when it was saved first
 * @param updatedAt when it was changed last
 */
public record SavedRecipe(
    String name, String recipe, String description, Instant createdAt, Instant updatedAt) {}
