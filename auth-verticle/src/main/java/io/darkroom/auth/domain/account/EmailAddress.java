package io.darkroom.auth.domain.account;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.failure.Violation;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address in lower case, so that one mailbox is one account.
 *
 * @param value at most 254 ASCII characters of the form that HTML's e-mail input accepts
 */
public record EmailAddress(String value) {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL = 64;
  private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@" + LABEL + "(?:\\." + LABEL + ")*");

  public EmailAddress {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException("not an e-mail address");
    }
  }

  /** Reads what a client sent; anything but an address fails as an invalid request. */
  public static EmailAddress parse(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (!wellFormed(folded)) {
      throw invalid();
    }
    return new EmailAddress(folded);
  }

  /** Whether the text, in any case, is an address; used where a malformed one is just unknown. */
  public static boolean isValid(String text) {
    return wellFormed(text.toLowerCase(Locale.ROOT));
  }

  /** The part before the at sign. */
  public String local() {
    return value.substring(0, value.lastIndexOf('@'));
  }

  private static boolean wellFormed(String value) {
    return value.length() <= MAX_LENGTH
        && value.lastIndexOf('@') <= MAX_LOCAL
        && FORM.matcher(value).matches();
  }

  private static FailureException invalid() {
    return Failure.of(
            FailureCode.INVALID_REQUEST,
            "The e-mail address is not valid",
            List.of(new Violation("/email", "must be an e-mail address")))
        .asException();
  }
}
