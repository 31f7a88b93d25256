package io.darkroom.codecs.id;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Makes and checks identifiers: a prefix, {@code _}, and 26 characters of lower-case Crockford base
 * 32 that hold 48 bits of time in milliseconds and 80 random bits. Identifiers sort by the time
 * they were made and say nothing else.
 *
 * <p>Safe for use by any thread.
 *
 * @see <a href="https://github.com/ulid/spec">ULID</a>
 */
public final class Ids {
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final Pattern BODY = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");

  private final InstantSource clock;
  private final RandomGenerator random;

  /** Identifiers from the system clock and a secure source of randomness. */
  public Ids() {
    this(InstantSource.system(), new SecureRandom());
  }

  /** Identifiers from a given clock and source of randomness, for tests. */
  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new identifier of this kind. */
  public String next(IdKind kind) {
    char[] out = new char[26];
    encode(clock.millis(), out, 0, 10);
    encode(random.nextLong() >>> 24, out, 10, 8);
    encode(random.nextLong() >>> 24, out, 18, 8);
    return kind.prefix() + "_" + new String(out);
  }

  /** Whether the text has the form of an identifier of this kind. */
  public static boolean isValid(IdKind kind, String text) {
    String prefix = kind.prefix() + "_";
    return text != null
        && text.startsWith(prefix)
        && BODY.matcher(text.substring(prefix.length())).matches();
  }

  private static void encode(long value, char[] out, int from, int length) {
    long rest = value;
    for (int i = from + length - 1; i >= from; i--) {
      out[i] = ALPHABET[(int) (rest & 31)];
      rest >>>= 5;
    }
  }
}
