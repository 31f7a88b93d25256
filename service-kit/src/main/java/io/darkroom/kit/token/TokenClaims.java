package io.darkroom.kit.token;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.kit.config.TokenConfig;
import io.darkroom.kit.http.Caller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the claims of a token whose signature holds, and reads the caller from them. */
final class TokenClaims {
  private static final long SKEW_SECONDS = 30;

  private final TokenConfig config;
  private final InstantSource clock;

  TokenClaims(TokenConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /** A caller and until when to believe it. */
  record Accepted(Caller caller, Instant expires) {}

  Instant now() {
    return clock.instant();
  }

  Accepted check(JsonObject claims, String token) {
    if (!config.issuer().equals(claims.getValue("iss")) || !isForUs(claims.getValue("aud"))) {
      throw refused();
    }
    long now = now().getEpochSecond();
    long expires = seconds(claims, "exp", Long.MIN_VALUE);
    if (expires == Long.MIN_VALUE
        || seconds(claims, "nbf", now) > now + SKEW_SECONDS
        || seconds(claims, "iat", now) > now + SKEW_SECONDS) {
      throw refused();
    }
    if (expires <= now) {
      throw Failure.of(FailureCode.TOKEN_EXPIRED).asException();
    }
    if (!(claims.getValue("sub") instanceof String subject) || subject.isBlank()) {
      throw refused();
    }
    Caller caller =
        new Caller(
            subject,
            text(claims, "role", "user"),
            scopes(text(claims, "scope", "")),
            text(claims, "jti", ""),
            text(claims, "sid", ""),
            token);
    return new Accepted(caller, Instant.ofEpochSecond(expires));
  }

  private boolean isForUs(Object audience) {
    return switch (audience) {
      case String one -> one.equals(config.audience());
      case JsonArray many -> many.contains(config.audience());
      case null, default -> false;
    };
  }

  private static long seconds(JsonObject claims, String name, long absent) {
    Object value = claims.getValue(name);
    if (value == null) {
      return absent;
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw refused();
  }

  private static String text(JsonObject claims, String name, String absent) {
    return claims.getValue(name) instanceof String text ? text : absent;
  }

  private static Set<String> scopes(String text) {
    return text.isBlank() ? Set.of() : new HashSet<>(List.of(text.strip().split("\\s+", -1)));
  }

  private static FailureException refused() {
    return Failure.of(FailureCode.UNAUTHENTICATED).asException();
  }
}
