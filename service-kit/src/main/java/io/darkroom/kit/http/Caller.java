package io.darkroom.kit.http;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import java.util.Objects;
import java.util.Set;

/**
 * Who sent a request, as its access token says.
 *
 * @param userId the account
 * @param role {@code user} or {@code admin}
 * @param scopes what the token may be used for; {@code *} stands for everything
 * @param tokenId the token's own id, empty when it has none
 * @param sessionId the session or key it was issued for, empty when it has none
 * @param bearer the token itself, to be passed on to other services only
 */
public record Caller(
    String userId,
    String role,
    Set<String> scopes,
    String tokenId,
    String sessionId,
    String bearer) {
  private static final String EVERYTHING = "*";

  public Caller {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(role, "role");
    scopes = Set.copyOf(scopes);
    Objects.requireNonNull(tokenId, "tokenId");
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(bearer, "bearer");
  }

  /** Whether the account has the admin role. */
  public boolean isAdmin() {
    return role.equals("admin");
  }

  /** Whether the token covers a scope, by itself, by {@code group:*} or by {@code *}. */
  public boolean hasScope(String scope) {
    int colon = scope.indexOf(':');
    return scopes.contains(EVERYTHING)
        || scopes.contains(scope)
        || (colon > 0 && scopes.contains(scope.substring(0, colon + 1) + EVERYTHING));
  }

  /**
   * Refuses a token that does not cover a scope.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code forbidden}
   */
  public void requireScope(String scope) {
    if (!hasScope(scope)) {
      throw Failure.of(FailureCode.FORBIDDEN, "The token lacks the scope " + scope).asException();
    }
  }

  /**
   * Refuses a caller without the admin role.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code forbidden}
   */
  public void requireAdmin() {
    if (!isAdmin()) {
      throw Failure.of(FailureCode.FORBIDDEN, "Only an administrator may do this").asException();
    }
  }

  @Override
  public String toString() {
    return "Caller[" + userId + ", " + role + ", " + scopes + "]";
  }
}
