package io.darkroom.auth.domain.password;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.failure.Violation;
import java.util.List;

/**
 * Decides whether a new password is good enough: long enough, and not one that guessing programs
 * try first. The estimate covers lists of leaked passwords, names, words, keyboard walks, repeats
 * and sequences, and the account's own address and name. No rule asks for character classes.
 *
 * <p>Safe for use by any thread; takes milliseconds, so not for an event loop.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html">NIST SP 800-63B</a>
 */
public final class PasswordPolicy {
  /** The longest password, in characters; a bound on work, not on strength. */
  public static final int MAX_LENGTH = 256;

  // The estimate grows faster than linearly; a password is not weaker for what follows.
  private static final int ESTIMATED_PREFIX = 64;
  // Scores 0 and 1 stand for fewer than a million guesses.
  private static final int LOWEST_SCORE = 2;

  private final int minLength;
  private Zxcvbn estimator;

  /**
   * Creates a policy.
   *
   * @param minLength the fewest code points, at least 8
   */
  public PasswordPolicy(int minLength) {
    if (minLength < 8 || minLength > MAX_LENGTH) {
      throw new IllegalArgumentException("minimum password length must be 8 to " + MAX_LENGTH);
    }
    this.minLength = minLength;
  }

  /**
   * Accepts the password or fails as a weak one.
   *
   * @param pointer the JSON pointer to name in the failure
   */
  public void check(String password, EmailAddress email, String name, String pointer) {
    if (password.codePointCount(0, password.length()) < minLength) {
      throw weak(pointer, "must have at least " + minLength + " characters");
    }
    if (password.length() > MAX_LENGTH) {
      throw weak(pointer, "must have at most " + MAX_LENGTH + " characters");
    }
    if (password.equalsIgnoreCase(email.value()) || password.equalsIgnoreCase(email.local())) {
      throw weak(pointer, "must not be the e-mail address");
    }
    String prefix = password.substring(0, Math.min(password.length(), ESTIMATED_PREFIX));
    List<String> own = List.of(email.value(), email.local(), name);
    if (estimator().measure(prefix, own).getScore() < LOWEST_SCORE) {
      throw weak(pointer, "is among the first that would be guessed");
    }
  }

  // Its word lists take a while to read, which is nothing for the start of a service.
  private synchronized Zxcvbn estimator() {
    if (estimator == null) {
      estimator = new Zxcvbn();
    }
    return estimator;
  }

  private static FailureException weak(String pointer, String detail) {
    return Failure.of(
            FailureCode.WEAK_PASSWORD,
            "The password " + detail,
            List.of(new Violation(pointer, detail)))
        .asException();
  }
}
