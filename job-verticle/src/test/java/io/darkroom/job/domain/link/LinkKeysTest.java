package io.darkroom.job.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.kit.config.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LinkKeysTest {
  private static final String IMAGE = "img_01j0000000000000000000000a";
  private static final LinkKey OLD = LinkKey.of(Secret.of("o".repeat(32)));
  private static final LinkKey NEW = LinkKey.of(Secret.of("n".repeat(32)));
  private static final LinkKeys KEYS = new LinkKeys(List.of(NEW, OLD));

  @Property(tries = 300)
  void whatWasSignedIsKnownAgain(
      @ForAll @StringLength(min = 1, max = 200) String recipe,
      @ForAll @LongRange(min = 0, max = 9_999_999_999L) long seconds) {
    Optional<Instant> expires = Optional.of(seconds).filter(s -> s > 0).map(Instant::ofEpochSecond);
    Link link = new Link(IMAGE, recipe, expires);

    assertThat(KEYS.verify(KEYS.sign(link), IMAGE, recipe)).contains(link);
  }

  @Property(tries = 300)
  void theAddressSurvivesWhatParsesIt(@ForAll @StringLength(min = 1, max = 100) String recipe) {
    // Lone surrogates have no UTF-8, and no recipe has them.
    String text = new String(recipe.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String path = new Link(IMAGE, text, Optional.empty()).path("signature");

    assertThat(path).matches("[A-Za-z0-9._~/:=,%-]+");
    assertThat(URI.create(path).getPath()).isEqualTo("/i/signature/" + text + "/" + IMAGE);
  }

  @Test
  void everyChangedByteIsNoticed() {
    String recipe = "resize:800x600,fit=cover/text:a%2Fb%25,size=20/webp:q=80";
    Link link = new Link(IMAGE, recipe, Optional.of(Instant.ofEpochSecond(2_000_000_000)));
    String signature = KEYS.sign(link);

    for (int i = 0; i < signature.length(); i++) {
      for (String changed : changedAt(signature, i)) {
        assertThat(KEYS.verify(changed, IMAGE, recipe)).as(changed).isEmpty();
      }
    }
    for (int i = 0; i < recipe.length(); i++) {
      for (String changed : changedAt(recipe, i)) {
        assertThat(KEYS.verify(signature, IMAGE, changed)).as(changed).isEmpty();
      }
    }
    for (int i = 0; i < IMAGE.length(); i++) {
      for (String changed : changedAt(IMAGE, i)) {
        assertThat(KEYS.verify(signature, changed, recipe)).as(changed).isEmpty();
      }
    }
  }

  /** Every other value of one bit, one character less, and one more. */
  private static List<String> changedAt(String text, int at) {
    StringBuilder without = new StringBuilder(text).deleteCharAt(at);
    StringBuilder twice = new StringBuilder(text).insert(at, '0');
    List<String> changed = new java.util.ArrayList<>(List.of(without.toString(), twice.toString()));
    for (int bit = 0; bit < 8; bit++) {
      StringBuilder flipped = new StringBuilder(text);
      flipped.setCharAt(at, (char) (text.charAt(at) ^ (1 << bit)));
      changed.add(flipped.toString());
    }
    changed.remove(text);
    return changed;
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    String signature = KEYS.sign(new Link("img_a", "b/png", Optional.empty()));

    assertThat(KEYS.verify(signature, "img_a\nb", "png")).isEmpty();
    assertThat(KEYS.verify(signature, "img_", "ab/png")).isEmpty();
  }

  @Test
  void theKeyBeforeStillCountsAndAForgottenOneDoesNot() {
    Link link = new Link(IMAGE, "png", Optional.empty());
    String old = new LinkKeys(List.of(OLD)).sign(link);
    LinkKeys afterwards = new LinkKeys(List.of(NEW, LinkKey.generate(new SecureRandom())));

    assertThat(KEYS.verify(old, IMAGE, "png")).contains(link);
    assertThat(KEYS.isForeign(old)).isFalse();
    assertThat(afterwards.verify(old, IMAGE, "png")).isEmpty();
    assertThat(afterwards.isForeign(old)).isTrue();
    assertThat(afterwards.isForeign("rubbish")).isFalse();
  }

  @Test
  void aLinkEndsAtItsExpiry() {
    Instant end = Instant.parse("2030-01-01T00:00:00.900Z");
    Link link = new Link(IMAGE, "png", Optional.of(end));

    assertThat(link.isExpired(Instant.parse("2029-12-31T23:59:59.999Z"))).isFalse();
    assertThat(link.isExpired(Instant.parse("2030-01-01T00:00:00Z"))).isTrue();
    assertThat(new Link(IMAGE, "png", Optional.empty()).isExpired(Instant.MAX)).isFalse();
  }

  @Test
  void aKeyDoesNotShowItsSecret() {
    assertThat(OLD.toString()).doesNotContain("oooo");
    assertThat(OLD.id()).matches("[0-9a-f]{8}").isNotEqualTo(NEW.id());
  }
}
