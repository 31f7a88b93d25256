package io.darkroom.codecs.message;

/**
 * Names of Redis keys, in this one place. Each part that can hold foreign text is a hash or an
 * identifier, so a key needs no escaping.
 *
 * @param prefix first part of every key, such as {@code darkroom}
 */
public record RedisKeys(String prefix) {

  /** A finished result: hash of source, canonical recipe and engine version. */
  public String result(String sourceSha256, String recipeHash) {
    return prefix + ":result:{" + sourceSha256 + "}:" + recipeHash;
  }

  /** The set of result keys made from one source, for purging. */
  public String resultsOf(String sourceSha256) {
    return prefix + ":results-of:{" + sourceSha256 + "}";
  }

  /** The lease on computing a result. */
  public String lease(String sourceSha256, String recipeHash) {
    return prefix + ":lease:{" + sourceSha256 + "}:" + recipeHash;
  }

  /** A rate limit's state; {@code subject} is a user, key or address. */
  public String rateLimit(String routeClass, String subject) {
    return prefix + ":rate:" + routeClass + ":" + subject;
  }

  /** Failed log-ins of an account or address. */
  public String loginThrottle(String subject) {
    return prefix + ":login:" + subject;
  }
}
