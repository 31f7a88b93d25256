package io.darkroom.auth.domain.session;

import java.time.Instant;
import java.util.Optional;

/**
 * What is stored of one refresh token.
 *
 * @param hash its SHA-256 in hex
 * @param expiresAt when it ends if it is not used
 * @param use its one use, if it has happened
 */
public record RefreshGrant(String hash, String sessionId, Instant expiresAt, Optional<Use> use) {
  /**
   * The exchange of a token for its successor.
   *
   * @param nonce what the successor was derived with
   * @param successorUsed whether the successor has been exchanged in turn
   */
  public record Use(Instant at, String nonce, boolean successorUsed) {}
}
