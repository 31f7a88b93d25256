package io.darkroom.job.domain.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs links with the newest key, and knows links that any of its keys has signed.
 *
 * <p>A signature is {@code 1.<key>.<expiry>.<code>}: the expiry in seconds since 1970, or 0 for
 * none, and the code the HMAC-SHA-256 of everything before it, the image and the recipe. What it
 * protects is compared as text, so that no two spellings are good for one link.
 *
 * @param keys the newest first; at most {@value #MOST}
 */
public record LinkKeys(List<LinkKey> keys) {
  /** How many keys are known at once: the one that signs, and the one before it. */
  public static final int MOST = 2;

  private static final String VERSION = "1";
  private static final Pattern FORM =
      Pattern.compile("(" + VERSION + "\\.([0-9a-f]{8})\\.(0|[1-9][0-9]{0,11}))\\.([\\w-]{43})");

  public LinkKeys {
    keys = List.copyOf(keys);
    if (keys.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " keys");
    }
  }

  /**
   * The signature of a link.
   *
   * @throws IllegalStateException when no key is known
   */
  public String sign(Link link) {
    if (keys.isEmpty()) {
      throw new IllegalStateException("no key to sign links with");
    }
    LinkKey key = keys.getFirst();
    long expiry = link.expires().map(Instant::getEpochSecond).orElse(0L);
    String head = VERSION + "." + key.id() + "." + expiry;
    return head + "." + code(key, head, link.image(), link.recipe());
  }

  /** Whether a signature names a key that is not known here; another instance may know it. */
  public boolean isForeign(String signature) {
    Matcher parts = FORM.matcher(signature);
    return parts.matches() && find(parts.group(2)).isEmpty();
  }

  /**
   * The link that a signature vouches for, expired or not; empty when it does not.
   *
   * @param recipe the recipe's text, exactly as it was signed
   */
  public Optional<Link> verify(String signature, String image, String recipe) {
    Matcher parts = FORM.matcher(signature);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return find(parts.group(2))
        .map(key -> code(key, parts.group(1), image, recipe))
        .filter(expected -> isEqual(expected, parts.group(4)))
        .map(genuine -> new Link(image, recipe, expiry(parts.group(3))));
  }

  private Optional<LinkKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private static Optional<Instant> expiry(String seconds) {
    return Optional.of(Long.parseLong(seconds)).filter(s -> s > 0).map(Instant::ofEpochSecond);
  }

  private static String code(LinkKey key, String head, String image, String recipe) {
    byte[] code = key.sign("darkroom link\n" + head + "\n" + image + "\n" + recipe);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }

  /** Takes as long for a code that is nearly right as for one that is not. */
  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
