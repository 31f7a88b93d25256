package io.darkroom.auth.hashing;

import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.auth.domain.password.PasswordHasher;
import io.darkroom.auth.domain.password.PasswordPolicy;
import io.vertx.core.Future;
import java.util.Optional;

/** Password work as futures. Safe for use by any thread. */
public final class Passwords {
  private final HashingPool pool;
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;

  /** Joins the rules, the hashing and the threads. */
  public Passwords(HashingPool pool, PasswordPolicy policy, PasswordHasher hasher) {
    this.pool = pool;
    this.policy = policy;
    this.hasher = hasher;
  }

  /**
   * The hash of a password that the policy accepts; fails as {@code weak-password} otherwise.
   *
   * @param pointer the JSON pointer to name in the failure
   */
  public Future<String> accept(String password, EmailAddress email, String name, String pointer) {
    return pool.run(
        () -> {
          policy.check(password, email, name, pointer);
          return hasher.hash(password);
        });
  }

  /** Whether the password is the stored one; takes as long when nothing is stored. */
  public Future<Boolean> matches(String password, Optional<String> stored) {
    // No stored password is longer, and hashing a megabyte is work for an attacker's benefit only.
    String bounded =
        password.substring(0, Math.min(password.length(), PasswordPolicy.MAX_LENGTH + 1));
    return pool.run(() -> hasher.matches(bounded, stored));
  }

  /** A new hash when the stored one was made with other parameters, else nothing. */
  public Future<Optional<String>> renewed(String password, String stored) {
    return hasher.isOutdated(stored)
        ? pool.run(() -> Optional.of(hasher.hash(password)))
        : Future.succeededFuture(Optional.empty());
  }
}
