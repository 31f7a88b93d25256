package io.darkroom.job.link;

import io.darkroom.job.domain.link.LinkKey;
import io.darkroom.job.domain.link.LinkKeys;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import io.darkroom.kit.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Public links.
 *
 * @param secret signs links, 32 characters or more; without it a key is made at first start and
 *     kept in the database
 * @param previousSecret still good for the links it has signed, after {@code secret} was changed
 * @param base where links begin, such as {@code https://images.example.org}; without it where the
 *     request for the link went
 * @param reload how often an instance looks for keys that were changed in the database
 */
public record LinkConfig(
    @Default("") Secret secret,
    @Default("") Secret previousSecret,
    @Default("") String base,
    @Default("10s") @Range(min = 50, max = 600_000) Duration reload) {
  private static final int SHORTEST = 32;

  public LinkConfig {
    for (Secret one : List.of(secret, previousSecret)) {
      if (!one.isEmpty() && one.reveal().length() < SHORTEST) {
        throw new IllegalArgumentException("secrets need " + SHORTEST + " characters or more");
      }
    }
    if (secret.isEmpty() && !previousSecret.isEmpty()) {
      throw new IllegalArgumentException("there is a previous secret but no secret");
    }
    if (!base.isEmpty() && !base.matches("https?://[^/?#]+(/[^?#]*[^/?#])?")) {
      throw new IllegalArgumentException("base is not an http address without a slash at its end");
    }
  }

  /** The keys given here; empty when they are to be kept in the database. */
  public Optional<LinkKeys> keys() {
    return secret.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LinkKeys(
                Stream.of(secret, previousSecret)
                    .filter(one -> !one.isEmpty())
                    .distinct()
                    .map(LinkKey::of)
                    .toList()));
  }
}
