package io.darkroom.auth.domain.password;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.codecs.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
  private static final EmailAddress EMAIL = new EmailAddress("alice.liddell@example.com");
  private static final PasswordPolicy POLICY = new PasswordPolicy(10);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "ninechars",
        "password123",
        "Password123",
        "1234567890",
        "qwertyuiop",
        "aaaaaaaaaaaa",
        "abcdefghijkl",
        "iloveyou123",
        "alice.liddell@example.com",
        "ALICE.LIDDELL@example.com",
        "alice.liddell",
        "Alice Liddell"
      })
  void guessablePasswordsAreWeak(String password) {
    assertThatThrownBy(() -> POLICY.check(password, EMAIL, "Alice Liddell", "/password"))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("weak-password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "correct horse battery staple",
        "s3cret-passphrase",
        "a good long one",
        "пароль-из-сказки",
        "ほげほげふがふがぴよぴよ",
        "b5Kp!2xQz9"
      })
  void othersAreFine(String password) {
    assertThatCode(() -> POLICY.check(password, EMAIL, "Alice", "/password"))
        .doesNotThrowAnyException();
  }

  @Test
  void anOverlongPasswordIsRefused() {
    assertThatThrownBy(() -> POLICY.check("x y".repeat(100), EMAIL, "Alice", "/password"))
        .hasMessageContaining("at most 256");
  }
}
