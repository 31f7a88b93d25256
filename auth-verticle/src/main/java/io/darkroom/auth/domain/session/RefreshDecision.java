package io.darkroom.auth.domain.session;

/** What to do about a presented refresh token. */
public sealed interface RefreshDecision {
  /** First use: mark it used and hand out a new successor. */
  record Rotate() implements RefreshDecision {}

  /** The same client asking twice: hand out the same successor again, change nothing. */
  record Repeat(String nonce) implements RefreshDecision {}

  /** Used before, so somebody else may hold it: end the session. */
  record Reuse() implements RefreshDecision {}

  /** Expired, or of a session that has ended. */
  record Refuse() implements RefreshDecision {}
}
