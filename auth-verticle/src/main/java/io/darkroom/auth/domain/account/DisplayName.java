package io.darkroom.auth.domain.account;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import java.text.Normalizer;
import java.util.List;

/** Text that people chose for showing to people: trimmed, NFC, free of control characters. */
public final class DisplayName {
  /** The longest name, in code points. */
  public static final int MAX_LENGTH = 100;

  private DisplayName() {}

  /**
   * Cleans what a client sent.
   *
   * @param pointer the JSON pointer to name in the failure
   */
  public static String parse(String text, String pointer) {
    String name = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    if (name.isEmpty()) {
      throw invalid(pointer, "must not be empty");
    }
    if (name.codePointCount(0, name.length()) > MAX_LENGTH) {
      throw invalid(pointer, "must have at most " + MAX_LENGTH + " characters");
    }
    if (name.codePoints().anyMatch(DisplayName::isUnprintable)) {
      throw invalid(pointer, "must not hold control characters");
    }
    return name;
  }

  private static boolean isUnprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      // Overrides of the writing direction make one name look like another.
      case Character.FORMAT -> codePoint >= 0x202A && codePoint <= 0x2069;
      default -> false;
    };
  }

  private static RuntimeException invalid(String pointer, String detail) {
    return Failure.of(
            FailureCode.INVALID_REQUEST,
            "The name is not valid",
            List.of(new Violation(pointer, detail)))
        .asException();
  }
}
