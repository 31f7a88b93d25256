package io.darkroom.kit.token;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.config.TokenConfig;
import io.darkroom.kit.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The public keys of one JWKS document and the check of tokens against them.
 *
 * <p>A {@code JWTAuth} without keys would accept unsigned tokens; this class cannot be made without
 * at least one usable key, and reads the token's header before it asks.
 */
public final class TokenKeys {
  private static final String ALGORITHM = "ES256";

  private final JWTAuth provider;
  private final Set<String> ids;
  private final TokenClaims claims;
  private final TokenCache verified = new TokenCache();

  private TokenKeys(JWTAuth provider, Set<String> ids, TokenClaims claims) {
    this.provider = provider;
    this.ids = ids;
    this.claims = claims;
  }

  /**
   * Takes the ES256 keys with an id out of a JWKS document; empty when there is none, whatever else
   * the document holds.
   */
  public static Optional<TokenKeys> of(
      Vertx vertx, TokenConfig config, InstantSource clock, JsonObject jwks) {
    Map<String, JsonObject> usable = new java.util.TreeMap<>();
    if (jwks.getValue("keys") instanceof JsonArray keys) {
      for (Object key : keys) {
        if (key instanceof JsonObject jwk && isUsable(jwk)) {
          usable.put(jwk.getString("kid"), publicPart(jwk));
        }
      }
    }
    if (usable.isEmpty()) {
      return Optional.empty();
    }
    JWTOptions rules = new JWTOptions().setIssuer(config.issuer()).setIgnoreExpiration(true);
    rules.addAudience(config.audience());
    JWTAuthOptions options =
        new JWTAuthOptions().setJwks(List.copyOf(usable.values())).setJWTOptions(rules);
    JWTAuth provider = JWTAuth.create(vertx, options);
    return Optional.of(
        new TokenKeys(provider, new HashSet<>(usable.keySet()), new TokenClaims(config, clock)));
  }

  /** The caller of a token that was found good before and still is. */
  Optional<Caller> remembered(String token) {
    return verified.find(token, claims.now());
  }

  /** Whether a token names a key of this set. */
  boolean knows(TokenHeader header) {
    return ids.contains(header.keyId());
  }

  /**
   * Checks form, signature and claims of a token. Fails with {@code token-expired} for a good token
   * whose time is over, with {@code unauthenticated} for any other that does not hold.
   */
  public Future<Caller> verify(String token) {
    Optional<Caller> before = remembered(token);
    if (before.isPresent()) {
      return Future.succeededFuture(before.get());
    }
    Optional<TokenHeader> header = TokenHeader.parse(token);
    if (header.isEmpty() || !header.get().algorithm().equals(ALGORITHM) || !knows(header.get())) {
      return refused();
    }
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(provider::authenticate)
        .recover(invalid -> refused())
        .map(
            user -> {
              TokenClaims.Accepted accepted =
                  claims.check(user.attributes().getJsonObject("accessToken"), token);
              verified.put(token, accepted.caller(), accepted.expires());
              return accepted.caller();
            });
  }

  private static <T> Future<T> refused() {
    return Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED).asException());
  }

  private static boolean isUsable(JsonObject jwk) {
    return "EC".equals(jwk.getValue("kty"))
        && "P-256".equals(jwk.getValue("crv"))
        && jwk.getValue("kid") instanceof String kid
        && !kid.isBlank()
        && jwk.getValue("x") instanceof String
        && jwk.getValue("y") instanceof String
        && "sig".equals(jwk.getValue("use", "sig"))
        && ALGORITHM.equals(jwk.getValue("alg", ALGORITHM));
  }

  private static JsonObject publicPart(JsonObject jwk) {
    return new JsonObject()
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("alg", ALGORITHM)
        .put("use", "sig")
        .put("kid", jwk.getString("kid"))
        .put("x", jwk.getString("x"))
        .put("y", jwk.getString("y"));
  }
}
