package io.darkroom.auth.domain.apikey;

import io.darkroom.auth.domain.access.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a key; the key itself is not.
 *
 * @param id a {@code key_} identifier, the {@code sid} of access tokens made for it
 * @param prefix the key's first characters, for recognising it
 * @param lastUsedAt when a token was last made for it, exact to a minute
 */
public record ApiKey(
    String id,
    String userId,
    String name,
    String prefix,
    Set<Scope> scopes,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt) {

  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it may still be used. */
  public boolean isLive(Instant now) {
    return expiresAt.map(now::isBefore).orElse(true);
  }
}
