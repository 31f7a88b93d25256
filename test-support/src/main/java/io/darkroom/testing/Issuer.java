package io.darkroom.testing;

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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes good and bad tokens without any library that might mend them. */
public final class Issuer {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String id;
  private final KeyPair pair;

  /** An issuer with a fresh key of this id. */
  public Issuer(String id) {
    this.id = id;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** The public key. */
  public JsonObject jwk() {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    return new JsonObject()
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("use", "sig")
        .put("alg", "ES256")
        .put("kid", id)
        .put("x", coordinate(key.getW().getAffineX()))
        .put("y", coordinate(key.getW().getAffineY()));
  }

  /** The public keys of all of them, as the auth service publishes them. */
  public static JsonObject jwks(Issuer... issuers) {
    JsonArray keys = new JsonArray();
    Arrays.stream(issuers).map(Issuer::jwk).forEach(keys::add);
    return new JsonObject().put("keys", keys);
  }

  /** The header of a good token. */
  public JsonObject header() {
    return new JsonObject().put("alg", "ES256").put("typ", "JWT").put("kid", id);
  }

  /** The claims of a good token: an administrator's, for ten minutes. */
  public static JsonObject claims(Instant now) {
    return new JsonObject()
        .put("iss", "darkroom")
        .put("aud", "darkroom-api")
        .put("sub", "usr_1")
        .put("role", "admin")
        .put("scope", "images:read jobs:*")
        .put("jti", "t1")
        .put("sid", "s1")
        .put("iat", now.getEpochSecond())
        .put("exp", now.getEpochSecond() + 600);
  }

  /** A token with the right header. */
  public String token(JsonObject claims) {
    return token(header(), claims);
  }

  /** A token of these parts. */
  public String token(JsonObject header, JsonObject claims) {
    String content = part(header) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(pair.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** A token signed with the public key as if it were a shared secret. */
  public String hmacWithPublicKey(JsonObject claims) {
    String content = part(header().put("alg", "HS256")) + "." + part(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256"));
      byte[] sum = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(sum);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** A part of a token. */
  public static String part(JsonObject json) {
    return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return BASE64.encodeToString(fixed);
  }
}
