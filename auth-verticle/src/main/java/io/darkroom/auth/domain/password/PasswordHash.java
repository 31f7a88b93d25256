package io.darkroom.auth.domain.password;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One stored hash in the PHC string format, {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}: it says
 * by itself how it was made, so parameters can change without touching old rows.
 *
 * @param salt base 64 without padding
 * @param hash base 64 without padding
 * @see <a href="https://github.com/P-H-C/phc-string-format">PHC string format</a>
 */
public record PasswordHash(Argon2Parameters parameters, String salt, String hash) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,172})");

  /** Reads a stored string; one we did not write is a defect and throws. */
  public static PasswordHash parse(String phc) {
    Matcher m = FORM.matcher(phc);
    if (!m.matches()) {
      throw new IllegalArgumentException("stored password hash has an unknown form");
    }
    Argon2Parameters parameters =
        new Argon2Parameters(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)));
    return new PasswordHash(parameters, m.group(4), m.group(5));
  }

  static PasswordHash of(Argon2Parameters parameters, byte[] salt, byte[] hash) {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return new PasswordHash(parameters, encoder.encodeToString(salt), encoder.encodeToString(hash));
  }

  byte[] saltBytes() {
    return Base64.getDecoder().decode(salt);
  }

  byte[] hashBytes() {
    return Base64.getDecoder().decode(hash);
  }

  /** The string to store. */
  public String text() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            parameters.memoryKib(), parameters.iterations(), parameters.parallelism(), salt, hash);
  }

  @Override
  public String toString() {
    return "PasswordHash[" + parameters + "]";
  }
}
