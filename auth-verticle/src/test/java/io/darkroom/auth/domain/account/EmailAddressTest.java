package io.darkroom.auth.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @Test
  void oneMailboxIsOneAddress() {
    assertThat(EmailAddress.parse("Alice@Example.COM"))
        .isEqualTo(EmailAddress.parse("alice@example.com"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b", "o'brien+tag@sub.example.co.uk", "x_y.z-1@localhost"})
  void unusualOnesAreFine(String text) {
    assertThat(EmailAddress.isValid(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "@example.com",
        "alice@",
        "a b@example.com",
        "alice@exa mple.com",
        "alice@-example.com",
        "alice@example..com",
        "alice@example.com\r\nBcc: all@example.com",
        "alice@example.com\u0000",
        "<script>@example.com",
        "\"a b\"@example.com",
        "a@b@c",
        "аlice@example.com"
      })
  void malformedOnesAreRefused(String text) {
    assertThatThrownBy(() -> EmailAddress.parse(text)).hasMessageContaining("invalid-request");
  }

  @Test
  void overlongOnesAreRefused() {
    assertThat(EmailAddress.isValid("a".repeat(65) + "@example.com")).isFalse();
    assertThat(EmailAddress.isValid("a@" + "b.".repeat(130) + "com")).isFalse();
  }
}
