package io.darkroom.auth.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.auth.domain.session.RefreshDecision.Refuse;
import io.darkroom.auth.domain.session.RefreshDecision.Repeat;
import io.darkroom.auth.domain.session.RefreshDecision.Reuse;
import io.darkroom.auth.domain.session.RefreshDecision.Rotate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefreshRotationTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private final RefreshRotation rotation = new RefreshRotation(Duration.ofSeconds(10));

  @Test
  void anUnusedTokenIsRotated() {
    assertThat(rotation.decide(unused(), live(), T0)).isEqualTo(new Rotate());
  }

  @Test
  void anExpiredTokenIsRefused() {
    assertThat(rotation.decide(unused(), live(), T0.plusSeconds(100))).isEqualTo(new Refuse());
  }

  @Test
  void aTokenUsedAMomentAgoIsAnsweredAgain() {
    assertThat(rotation.decide(used(false), live(), T0.plusSeconds(9))).isEqualTo(new Repeat("n"));
  }

  @Test
  void aTokenUsedBeforeTheGraceIsReuse() {
    assertThat(rotation.decide(used(false), live(), T0.plusSeconds(10))).isEqualTo(new Reuse());
  }

  @Test
  void aTokenWhoseSuccessorWasUsedIsReuseAtOnce() {
    assertThat(rotation.decide(used(true), live(), T0.plusSeconds(1))).isEqualTo(new Reuse());
  }

  @Test
  void aUsedTokenIsReuseEvenAfterItExpired() {
    assertThat(rotation.decide(used(true), live(), T0.plusSeconds(500))).isEqualTo(new Reuse());
  }

  @Test
  void nothingIsGivenForASessionThatEnded() {
    assertThat(rotation.decide(unused(), revoked(), T0)).isEqualTo(new Refuse());
    assertThat(rotation.decide(used(true), revoked(), T0)).isEqualTo(new Refuse());
    assertThat(rotation.decide(unused(), live(), T0.plusSeconds(1000))).isEqualTo(new Refuse());
  }

  @Test
  void withoutGraceEverySecondUseIsReuse() {
    RefreshRotation strict = new RefreshRotation(Duration.ZERO);
    assertThat(strict.decide(used(false), live(), T0)).isEqualTo(new Reuse());
  }

  @Test
  void aLongGraceIsRefused() {
    assertThatThrownBy(() -> new RefreshRotation(Duration.ofMinutes(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grace");
  }

  private static RefreshGrant unused() {
    return new RefreshGrant("h", "ses", T0.plusSeconds(100), Optional.empty());
  }

  private static RefreshGrant used(boolean successorUsed) {
    return new RefreshGrant(
        "h", "ses", T0.plusSeconds(100), Optional.of(new RefreshGrant.Use(T0, "n", successorUsed)));
  }

  private static Session live() {
    return session(false);
  }

  private static Session revoked() {
    return session(true);
  }

  private static Session session(boolean revoked) {
    ClientInfo client = new ClientInfo("127.0.0.1", Optional.empty());
    return new Session("ses", "usr", client, T0, T0, T0.plusSeconds(1000), revoked);
  }
}
