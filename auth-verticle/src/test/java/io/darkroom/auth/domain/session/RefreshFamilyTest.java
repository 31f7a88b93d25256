package io.darkroom.auth.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is presented in whatever order, a family keeps its promises. */
class RefreshFamilyTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Present the token that is {@code back} steps behind the newest, after a pause. */
  record Step(int back, int seconds) {}

  @Property(tries = 300)
  void atMostOneTokenOfAFamilyIsUnused(@ForAll("steps") List<Step> steps) {
    RefreshFamily family = family();
    List<RefreshToken> known = new ArrayList<>(List.of(family.first()));
    Instant now = T0;
    for (Step step : steps) {
      now = now.plusSeconds(step.seconds());
      present(family, known, step, now);
      assertThat(family.unused()).isEqualTo(1);
    }
  }

  @Property(tries = 300)
  void afterAReuseNothingIsHandedOutAnyMore(@ForAll("steps") List<Step> steps) {
    RefreshFamily family = family();
    List<RefreshToken> known = new ArrayList<>(List.of(family.first()));
    Instant now = T0;
    for (Step step : steps) {
      now = now.plusSeconds(step.seconds());
      boolean before = family.revoked();
      Optional<RefreshToken> answer = present(family, known, step, now);
      assertThat(before && answer.isPresent()).isFalse();
    }
  }

  @Property(tries = 300)
  void aTokenOlderThanThePreviousAlwaysEndsTheFamily(@ForAll("steps") List<Step> steps) {
    RefreshFamily family = family();
    List<RefreshToken> known = new ArrayList<>(List.of(family.first()));
    Instant now = T0;
    for (Step step : steps) {
      now = now.plusSeconds(step.seconds());
      int age = Math.min(step.back(), known.size() - 1);
      boolean wasLive = !family.revoked();
      present(family, known, step, now);
      assertThat(family.revoked())
          .as("age %s", age)
          .isEqualTo(age >= 2 || !wasLive || (age == 1 && stale));
      if (family.revoked()) {
        return;
      }
    }
  }

  @Property(tries = 200)
  void twoHoldersOfOneTokenCannotBothGoOn(@ForAll("pauses") List<Integer> pauses) {
    // Given a thief who copied a token, and both parties renewing in turns
    RefreshFamily family = family();
    RefreshToken owners = family.first();
    RefreshToken thiefs = family.first();
    Instant now = T0;
    for (int pause : pauses) {
      now = now.plus(GRACE).plusSeconds(pause);
      owners = family.refresh(owners, now).orElse(owners);
      now = now.plus(GRACE).plusSeconds(pause);
      thiefs = family.refresh(thiefs, now).orElse(thiefs);
    }
    // Then the session is over for both
    assertThat(family.revoked()).isTrue();
    assertThat(family.refresh(owners, now)).isEmpty();
    assertThat(family.refresh(thiefs, now)).isEmpty();
  }

  @Property(tries = 100)
  void aRepeatWithinTheGraceGivesTheSameSuccessor(@ForAll("graces") int seconds) {
    RefreshFamily family = family();
    RefreshToken next = family.refresh(family.first(), T0).orElseThrow();
    RefreshToken again = family.refresh(family.first(), T0.plusSeconds(seconds)).orElseThrow();
    assertThat(again.reveal()).isEqualTo(next.reveal());
    assertThat(family.revoked()).isFalse();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 25))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Integer>> pauses() {
    return Arbitraries.integers().between(0, 1000).list().ofMinSize(1).ofMaxSize(10);
  }

  @Provide
  Arbitrary<Integer> graces() {
    return Arbitraries.integers().between(0, 9);
  }

  private Instant lastRotation = T0;
  private boolean stale;

  private Optional<RefreshToken> present(
      RefreshFamily family, List<RefreshToken> known, Step step, Instant now) {
    int age = Math.min(step.back(), known.size() - 1);
    RefreshToken token = known.get(known.size() - 1 - age);
    stale = age == 1 && !now.isBefore(lastRotation.plus(GRACE));
    Optional<RefreshToken> answer = family.refresh(token, now);
    if (age == 0) {
      answer.ifPresent(known::add);
      lastRotation = now;
    }
    return answer;
  }

  private RefreshFamily family() {
    lastRotation = T0;
    return new RefreshFamily(new RefreshRotation(GRACE), RefreshFamily.lifetimes(), T0);
  }
}
