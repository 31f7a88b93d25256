package io.darkroom.auth.token;

import java.time.Duration;

/** A signed token and how long it lives. */
public record AccessToken(String value, Duration lifetime) {
  @Override
  public String toString() {
    return "AccessToken[******, " + lifetime + "]";
  }
}
