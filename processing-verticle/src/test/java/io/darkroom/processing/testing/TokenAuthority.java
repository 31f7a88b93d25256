package io.darkroom.processing.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Issues access tokens and publishes the key, as the auth service does. */
public final class TokenAuthority implements AutoCloseable {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair keys = newKeys();
  private final HttpServer server;

  public TokenAuthority(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .response()
                        .putHeader("Content-Type", "application/json")
                        .end(document().encode()));
    Eventually.get(server.listen(0, "127.0.0.1"));
  }

  public int port() {
    return server.actualPort();
  }

  /** A token of a user with these scopes, separated by spaces. */
  public String token(String user, String scopes) {
    return token(user, scopes, Instant.now().plusSeconds(600));
  }

  public String token(String user, String scopes, Instant expires) {
    JsonObject header = new JsonObject().put("alg", "ES256").put("typ", "JWT").put("kid", "k1");
    JsonObject claims =
        new JsonObject()
            .put("sub", user)
            .put("role", "user")
            .put("scope", scopes)
            .put("jti", "tok_1")
            .put("sid", "ses_1")
            .put("iss", "darkroom")
            .put("aud", "darkroom-api")
            .put("iat", Instant.now().minusSeconds(1_000).getEpochSecond())
            .put("exp", expires.getEpochSecond());
    String signed = encode(header) + "." + encode(claims);
    return signed + "." + BASE64.encodeToString(sign(signed));
  }

  private static String encode(JsonObject part) {
    return BASE64.encodeToString(part.encode().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonObject document() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    JsonObject jwk =
        new JsonObject()
            .put("kty", "EC")
            .put("crv", "P-256")
            .put("alg", "ES256")
            .put("use", "sig")
            .put("kid", "k1")
            .put("x", coordinate(key.getW().getAffineX()))
            .put("y", coordinate(key.getW().getAffineY()));
    return new JsonObject().put("keys", new JsonArray().add(jwk));
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] padded = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
    return BASE64.encodeToString(Arrays.copyOf(padded, 32));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    Eventually.get(server.close());
  }
}
