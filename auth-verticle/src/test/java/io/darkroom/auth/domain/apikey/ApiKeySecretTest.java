package io.darkroom.auth.domain.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeySecretTest {
  @Test
  void theTextReadsBackAndDoesNotPrint() {
    ApiKeySecret secret = ApiKeySecret.random(new SecureRandom());
    assertThat(secret.reveal()).matches("drk_[A-Za-z0-9]{43}").startsWith(secret.prefix());
    assertThat(ApiKeySecret.parse(secret.reveal()))
        .hasValueSatisfying(read -> assertThat(read.hash()).isEqualTo(secret.hash()));
    assertThat(secret.toString()).doesNotContain(secret.reveal().substring(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "drk_", "drk_short", "DRK_0", "drk_' or '1'='1"})
  void anythingElseIsNotAKey(String text) {
    assertThat(ApiKeySecret.parse(text)).isEmpty();
  }
}
