package io.darkroom.auth.token;

import io.darkroom.auth.domain.access.Scope;
import io.darkroom.auth.domain.account.Account;
import io.darkroom.auth.domain.account.Quota;
import io.darkroom.auth.domain.account.Role;
import io.darkroom.auth.domain.signing.SigningKey;
import io.darkroom.kit.config.TokenConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * Signs access tokens. The provider behind it holds exactly one private key, because with several
 * it would pick one at random; it is replaced when the signing key changes.
 */
public final class TokenIssuer {
  private static final String ALGORITHM = "ES256";

  private final Vertx vertx;
  private final SigningKeys keys;
  private final TokenConfig config;
  private final SecureRandom random;
  private final InstantSource clock;
  private volatile Signer current;

  private record Signer(String kid, JWTAuth provider) {}

  /** Signs with whatever key is due. */
  public TokenIssuer(
      Vertx vertx, SigningKeys keys, TokenConfig config, SecureRandom random, InstantSource clock) {
    this.vertx = vertx;
    this.keys = keys;
    this.config = config;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A token for an account's session or key.
   *
   * @param grantId the session or key it is made for
   * @param scopes what it may be used for; without {@code admin} it does not carry the admin role
   */
  public AccessToken issue(Account account, String grantId, Set<Scope> scopes, Duration lifetime) {
    Role role = scopes.contains(Scope.ADMIN) ? account.role() : Role.USER;
    JsonObject claims = claims(account.id(), grantId, Scope.join(scopes), role, lifetime);
    if (!account.quota().equals(Quota.DEFAULT)) {
      claims.put("quota", quota(account.quota()));
    }
    return sign(claims, lifetime);
  }

  /** A token that lets this service act for an owner on another one, for one purpose. */
  public AccessToken forPurpose(String owner, String scope, Duration lifetime) {
    return sign(claims(owner, scope, scope, Role.USER, lifetime), lifetime);
  }

  private JsonObject claims(
      String subject, String grantId, String scope, Role role, Duration lifetime) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    long now = clock.instant().getEpochSecond();
    return new JsonObject()
        .put("sub", subject)
        .put("role", role.wire())
        .put("scope", scope)
        .put("jti", HexFormat.of().formatHex(id))
        .put("sid", grantId)
        .put("iss", config.issuer())
        .put("aud", new JsonArray().add(config.audience()))
        .put("iat", now)
        .put("exp", now + Math.max(1, lifetime.toSeconds()));
  }

  private AccessToken sign(JsonObject claims, Duration lifetime) {
    JWTOptions options = new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true);
    return new AccessToken(signer().provider().generateToken(claims, options), lifetime);
  }

  private Signer signer() {
    SigningKey key = keys.signing();
    Signer signer = current;
    if (signer == null || !signer.kid().equals(key.kid())) {
      signer = new Signer(key.kid(), provider(key));
      current = signer;
    }
    return signer;
  }

  private JWTAuth provider(SigningKey key) {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.privateKey().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    PubSecKeyOptions options =
        new PubSecKeyOptions().setAlgorithm(ALGORITHM).setId(key.kid()).setBuffer(pem);
    return JWTAuth.create(vertx, new JWTAuthOptions().addPubSecKey(options));
  }

  private static JsonObject quota(Quota quota) {
    JsonObject json = new JsonObject();
    quota.images().ifPresent(n -> json.put("images", n));
    quota.bytes().ifPresent(n -> json.put("bytes", n));
    quota.megapixelsPerDay().ifPresent(n -> json.put("megapixelsPerDay", n));
    return json;
  }
}
