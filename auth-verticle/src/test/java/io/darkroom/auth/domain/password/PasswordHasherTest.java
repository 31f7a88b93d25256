package io.darkroom.auth.domain.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
  private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);
  private final PasswordHasher hasher = new PasswordHasher(CHEAP, new SecureRandom());

  @Test
  void aPasswordMatchesItsOwnHashOnly() {
    String hash = hasher.hash("correct horse");
    assertThat(hasher.matches("correct horse", Optional.of(hash))).isTrue();
    assertThat(hasher.matches("correct hors", Optional.of(hash))).isFalse();
  }

  @Test
  void aHashMadeElsewhereIsUnderstood() {
    // From the reference implementation: argon2 -id -t 2 -k 64 -p 1 -l 24 -e, salt "somesalt".
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(hasher.matches("password", Optional.of(reference))).isTrue();
    assertThat(hasher.isOutdated(reference)).isTrue();
  }

  @Test
  void saltsDiffer() {
    assertThat(hasher.hash("same")).isNotEqualTo(hasher.hash("same"));
  }

  @Test
  void theSameTextInAnotherCompositionMatches() {
    String hash = hasher.hash("caf\u00e9 au lait");
    assertThat(hasher.matches("cafe\u0301 au lait", Optional.of(hash))).isTrue();
  }

  @Test
  void nothingMatchesNobody() {
    assertThat(hasher.matches("", Optional.empty())).isFalse();
  }

  @Test
  void onlyOtherParametersMakeAHashOutdated() {
    String old = new PasswordHasher(new Argon2Parameters(128, 1, 1), new SecureRandom()).hash("x");
    assertThat(hasher.isOutdated(old)).isTrue();
    assertThat(hasher.isOutdated(hasher.hash("x"))).isFalse();
    assertThat(hasher.matches("x", Optional.of(old))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
      })
  void aForeignFormIsADefect(String stored) {
    assertThatThrownBy(() -> PasswordHash.parse(stored))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void absurdCostsAreRefused() {
    assertThatThrownBy(() -> new Argon2Parameters(4, 1, 1)).hasMessageContaining("memory");
    assertThatThrownBy(() -> new Argon2Parameters(64, 0, 1)).hasMessageContaining("iterations");
    assertThatThrownBy(() -> new Argon2Parameters(64, 1, 0)).hasMessageContaining("parallelism");
  }
}
