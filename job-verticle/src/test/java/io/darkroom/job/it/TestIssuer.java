package io.darkroom.job.it;

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
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Signs access tokens as the auth service does, and publishes the key over HTTP. */
final class TestIssuer {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair keys;
  private final HttpServer server;

  TestIssuer(Vertx vertx) throws GeneralSecurityException, TimeoutException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end(jwks().encode()))
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
  }

  String address() {
    return "127.0.0.1:" + server.actualPort();
  }

  String token(String owner) {
    return token(owner, "*", Instant.now().plusSeconds(900));
  }

  String token(String owner, String scope, Instant expires) {
    JsonObject header = new JsonObject().put("alg", "ES256").put("typ", "JWT").put("kid", "k1");
    JsonObject claims =
        new JsonObject()
            .put("sub", owner)
            .put("role", "user")
            .put("scope", scope)
            .put("iss", "darkroom")
            .put("aud", "darkroom-api")
            .put("iat", Instant.now().getEpochSecond())
            .put("exp", expires.getEpochSecond())
            .put("jti", "t");
    String signed = encode(header) + "." + encode(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonObject jwks() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    return new JsonObject()
        .put(
            "keys",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("kty", "EC")
                        .put("crv", "P-256")
                        .put("kid", "k1")
                        .put("use", "sig")
                        .put("alg", "ES256")
                        .put("x", coordinate(key.getW().getAffineX()))
                        .put("y", coordinate(key.getW().getAffineY()))));
  }

  private static String coordinate(BigInteger value) {
    byte[] raw = value.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(raw.length, 32);
    System.arraycopy(raw, raw.length - length, fixed, 32 - length, length);
    return BASE64.encodeToString(fixed);
  }

  private static String encode(JsonObject object) {
    return BASE64.encodeToString(object.toBuffer().getBytes());
  }
}
