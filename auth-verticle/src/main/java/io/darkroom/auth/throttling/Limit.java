package io.darkroom.auth.throttling;

import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.auth.domain.throttle.Rate;
import io.darkroom.codecs.digest.Sha256;

/**
 * A rate on somebody.
 *
 * @param subject what kind of thing is limited and a hash of which one, so that a key holds neither
 *     foreign text nor an address in the clear
 */
public record Limit(String subject, Rate rate) {
  private static final int DIGITS = 32;

  /** A limit on tries for one account, whether it exists or not. */
  public static Limit onAccount(EmailAddress email, Rate rate) {
    return of("account", email.value(), rate);
  }

  /** A limit on tries from one network. */
  public static Limit onAddress(String network, Rate rate) {
    return of("address", network, rate);
  }

  /** A limit on accounts made from one network. */
  public static Limit onRegistrations(String network, Rate rate) {
    return of("register", network, rate);
  }

  private static Limit of(String kind, String who, Rate rate) {
    return new Limit(kind + ":" + Sha256.hex(who).substring(0, DIGITS), rate);
  }
}
