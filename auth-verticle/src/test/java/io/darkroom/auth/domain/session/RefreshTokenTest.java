package io.darkroom.auth.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void theWireFormReadsBack() {
    RefreshToken token = RefreshToken.random(random);
    assertThat(RefreshToken.parse(token.reveal()))
        .hasValueSatisfying(read -> assertThat(read.hash()).isEqualTo(token.hash()));
  }

  @Test
  void theSuccessorDependsOnTokenAndNonce() {
    RefreshToken token = RefreshToken.random(random);
    String nonce = RefreshToken.nonce(random);
    assertThat(token.successor(nonce).reveal()).isEqualTo(token.successor(nonce).reveal());
    assertThat(token.successor(nonce).reveal())
        .isNotEqualTo(token.successor(RefreshToken.nonce(random)).reveal())
        .isNotEqualTo(RefreshToken.random(random).successor(nonce).reveal());
  }

  @Test
  void itDoesNotPrint() {
    RefreshToken token = RefreshToken.random(random);
    assertThat(token.toString()).doesNotContain(token.reveal().substring(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "drr_", "x", "drr_ö", "drr_' or 1=1 --", "drr_\r\nSet-Cookie: a=b"})
  void anythingElseIsNotAToken(String text) {
    assertThat(RefreshToken.parse(text)).isEmpty();
  }
}
