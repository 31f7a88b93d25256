package io.darkroom.auth.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeySealerTest {
  private static final byte[] KEY = "private".getBytes(StandardCharsets.UTF_8);
  private final KeySealer sealer = sealer("a secret");

  @Test
  void aSealedKeyOpensUnderItsSecretOnly() {
    String sealed = sealer.seal("k1", KEY);
    assertThat(sealed).doesNotContain(Base64.getEncoder().encodeToString(KEY));
    assertThat(sealer.open("k1", sealed)).isEqualTo(KEY);
    assertThatThrownBy(() -> sealer("another").open("k1", sealed))
        .hasMessageContaining("another secret");
    assertThatThrownBy(() -> sealer(null).open("k1", sealed))
        .hasMessageContaining("no secret is configured");
  }

  @Test
  void aSealedKeyCannotBeGivenToAnotherId() {
    String sealed = sealer.seal("k1", KEY);
    assertThatThrownBy(() -> sealer.open("k2", sealed)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void plainKeysStayReadableAfterASecretIsSet() {
    assertThat(sealer.open("k1", sealer(null).seal("k1", KEY))).isEqualTo(KEY);
  }

  private static KeySealer sealer(String secret) {
    return new KeySealer(Optional.ofNullable(secret), new SecureRandom());
  }
}
