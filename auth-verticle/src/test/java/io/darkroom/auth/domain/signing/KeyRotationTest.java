package io.darkroom.auth.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KeyRotationTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TOKEN = Duration.ofMinutes(15);
  private static final KeyPolicy POLICY =
      new KeyPolicy(Duration.ofMinutes(2), Duration.ofMinutes(16), Duration.ofDays(90));
  private static final SecureRandom RANDOM = new SecureRandom();

  @Property(tries = 60)
  void everyTokenCanBeVerifiedForAsLongAsItLives(
      @ForAll @Size(max = 8) List<@IntRange(max = 1800) Integer> pauses) {
    // Given tokens signed all the time while keys are rotated at odd times
    KeyRing ring = first();
    Map<String, Instant> lastSigned = new HashMap<>();
    Instant now = T0;
    for (int pause : pauses) {
      Instant rotation = now.plusSeconds(pause);
      for (; now.isBefore(rotation); now = now.plusSeconds(20)) {
        lastSigned.put(ring.signing(now).orElseThrow().kid(), now);
        assertPublished(ring, lastSigned, now);
      }
      ring = POLICY.rotate(ring, SigningKey.generate(RANDOM, now, POLICY.start(ring, now)));
    }
    // Then also afterwards every key is published until its last token has ended
    for (Instant end = now.plus(Duration.ofHours(1));
        now.isBefore(end);
        now = now.plusSeconds(20)) {
      lastSigned.put(ring.signing(now).orElseThrow().kid(), now);
      assertPublished(ring, lastSigned, now);
    }
  }

  @Example
  void aNewKeyIsPublishedBeforeItSigns() {
    KeyRing before = first();
    SigningKey fresh = SigningKey.generate(RANDOM, T0, T0.plus(POLICY.lead()));
    KeyRing ring = POLICY.rotate(before, fresh);
    assertThat(ring.published(T0)).contains(fresh);
    assertThat(ring.signing(T0))
        .hasValueSatisfying(key -> assertThat(key.kid()).isNotEqualTo(fresh.kid()));
    assertThat(ring.signing(T0.plus(POLICY.lead()))).hasValue(fresh);
  }

  @Example
  void aCompromisedKeyIsGoneAtOnce() {
    SigningKey fresh = SigningKey.generate(RANDOM, T0.plusSeconds(5), T0.plusSeconds(5));
    KeyRing ring = POLICY.replace(first(), fresh);
    assertThat(ring.published(T0.plusSeconds(5))).containsExactly(fresh);
    assertThat(ring.signing(T0.plusSeconds(5))).hasValue(fresh);
  }

  @Example
  void aKeyThatWaitsIsWithdrawnWithACompromisedOne() {
    KeyRing waiting = POLICY.rotate(first(), SigningKey.generate(RANDOM, T0, T0.plusSeconds(120)));
    SigningKey fresh = SigningKey.generate(RANDOM, T0.plusSeconds(5), T0.plusSeconds(5));
    KeyRing ring = POLICY.replace(waiting, fresh);
    assertThat(ring.newest()).hasValue(fresh);
    assertThat(ring.signing(T0.plusSeconds(300))).hasValue(fresh);
  }

  @Example
  void keysAreReplacedWhenTheyAreOld() {
    KeyRing ring = first();
    assertThat(POLICY.isDue(new KeyRing(List.of()), T0)).isTrue();
    assertThat(POLICY.isDue(ring, T0.plus(Duration.ofDays(89)))).isFalse();
    assertThat(POLICY.isDue(ring, T0.plus(Duration.ofDays(90)))).isTrue();
  }

  @Example
  void rotatingMoreOftenThanItTakesIsRefused() {
    assertThatThrownBy(
            () ->
                new KeyPolicy(Duration.ofMinutes(2), Duration.ofMinutes(16), Duration.ofMinutes(5)))
        .hasMessageContaining("rotation");
  }

  @Example
  void coordinatesAlwaysHaveTheirFullWidth() {
    for (int i = 0; i < 300; i++) {
      JwkSet.Jwk jwk = JwkSet.of(List.of(SigningKey.generate(RANDOM, T0, T0))).keys().getFirst();
      assertThat(jwk.x()).hasSize(43);
      assertThat(jwk.y()).hasSize(43);
    }
  }

  private static KeyRing first() {
    return POLICY.rotate(new KeyRing(List.of()), SigningKey.generate(RANDOM, T0, T0));
  }

  private static void assertPublished(KeyRing ring, Map<String, Instant> lastSigned, Instant now) {
    List<String> published = ring.published(now).stream().map(SigningKey::kid).toList();
    lastSigned.forEach(
        (kid, at) -> {
          if (now.isBefore(at.plus(TOKEN))) {
            assertThat(published).contains(kid);
          }
        });
  }
}
