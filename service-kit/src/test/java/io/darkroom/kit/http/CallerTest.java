package io.darkroom.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.codecs.failure.FailureException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {
  @Test
  void aScopeIsCoveredByItselfItsGroupOrEverything() {
    assertThat(with("images:read").hasScope("images:read")).isTrue();
    assertThat(with("images:*").hasScope("images:write")).isTrue();
    assertThat(with("*").hasScope("render")).isTrue();
    assertThat(with("images:read").hasScope("images:write")).isFalse();
    assertThat(with("images:*").hasScope("jobs:read")).isFalse();
    assertThat(with().hasScope("render")).isFalse();
  }

  @Test
  void aLackingScopeOrRoleIsForbidden() {
    assertThatThrownBy(() -> with("images:read").requireScope("jobs:write"))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("jobs:write");
    assertThatThrownBy(() -> with("*").requireAdmin()).isInstanceOf(FailureException.class);
  }

  @Test
  void theTokenIsNotPrinted() {
    assertThat(with("*").toString()).doesNotContain("the-token");
  }

  private static Caller with(String... scopes) {
    return new Caller("usr_1", "user", Set.of(scopes), "", "", "the-token");
  }
}
