package io.darkroom.auth.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
  @Test
  void namesAreTrimmedAndComposed() {
    assertThat(DisplayName.parse("  Jose\u0301 ", "/name")).isEqualTo("Jos\u00e9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'; drop table account; --", "<b>x</b>", "👩‍🎨 Ada", "${jndi:ldap://x}"})
  void textThatOnlyLooksDangerousIsJustText(String text) {
    assertThat(DisplayName.parse(text, "/name")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "a\u0000b", "a\r\nb", "a\u2028b", "a\u202eb", "a\u001b[31m"})
  void whatWouldNotShowIsRefused(String text) {
    assertThatThrownBy(() -> DisplayName.parse(text, "/name"))
        .hasMessageContaining("invalid-request");
  }

  @Test
  void lengthIsCountedInCodePoints() {
    assertThat(DisplayName.parse("😀".repeat(100), "/name")).hasSize(200);
    assertThatThrownBy(() -> DisplayName.parse("😀".repeat(101), "/name"))
        .hasMessageContaining("invalid-request");
  }
}
