package io.darkroom.kit.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script, run atomically by the server.
 *
 * @param source its text
 * @param sha1 the digest the server knows it by
 */
public record RedisScript(String source, String sha1) {

  /** A script from its text. */
  public static RedisScript of(String source) {
    try {
      // The protocol names scripts by SHA-1; nothing here relies on its strength.
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] hash = digest.digest(source.getBytes(StandardCharsets.UTF_8));
      return new RedisScript(source, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
