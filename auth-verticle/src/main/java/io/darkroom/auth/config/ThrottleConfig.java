package io.darkroom.auth.config;

import io.darkroom.auth.domain.throttle.Rate;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;

/**
 * How often credentials may be tried. A try that succeeds is given back, so only failures count.
 *
 * @param accountBurst wrong passwords for one account at once
 * @param accountInterval time in which one of them grows back
 * @param addressBurst wrong passwords from one network address at once
 * @param addressInterval time in which one of them grows back
 * @param registerBurst accounts made from one network address at once
 * @param registerInterval time in which one of them grows back
 * @param trustForwarded whether the last {@code X-Forwarded-For} entry is the client's address, as
 *     it is behind the gateway
 */
public record ThrottleConfig(
    @Default("10") @Range(min = 1, max = 100_000) int accountBurst,
    @Default("30s") @Range(min = 1, max = 86_400_000) Duration accountInterval,
    @Default("50") @Range(min = 1, max = 100_000) int addressBurst,
    @Default("5s") @Range(min = 1, max = 86_400_000) Duration addressInterval,
    @Default("100") @Range(min = 1, max = 100_000) int registerBurst,
    @Default("1s") @Range(min = 1, max = 86_400_000) Duration registerInterval,
    @Default("true") boolean trustForwarded) {

  /** The limit of one account. */
  public Rate account() {
    return new Rate(accountBurst, accountInterval);
  }

  /** The limit of one network address. */
  public Rate address() {
    return new Rate(addressBurst, addressInterval);
  }

  /** The limit on new accounts from one network address. */
  public Rate register() {
    return new Rate(registerBurst, registerInterval);
  }
}
