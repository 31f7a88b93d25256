package io.darkroom.auth.config;

import io.darkroom.auth.domain.signing.KeyPolicy;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import io.darkroom.kit.config.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * The keys that sign access tokens.
 *
 * @param secret seals private keys in the database; without it they are stored plain
 * @param lead how long a new key is published before it signs
 * @param every the age at which a key is replaced
 * @param reload how often an instance looks for keys that another one made; well below the lead
 */
public record KeyConfig(
    @Default("") Secret secret,
    @Default("2m") @Range(min = 0, max = 86_400_000) Duration lead,
    @Default("90d") Duration every,
    @Default("10s") @Range(min = 50, max = 600_000) Duration reload) {
  // Verifiers allow clocks to differ by less.
  private static final Duration LEEWAY = Duration.ofMinutes(1);

  /** When keys change, given the longest life of what they sign. */
  public KeyPolicy policy(Duration longestToken) {
    return new KeyPolicy(lead, longestToken.plus(LEEWAY), every);
  }

  /** The sealing secret, if one is set. */
  public Optional<String> sealingSecret() {
    return secret.isEmpty() ? Optional.empty() : Optional.of(secret.reveal());
  }
}
