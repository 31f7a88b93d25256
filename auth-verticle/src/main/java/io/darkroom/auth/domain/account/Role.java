package io.darkroom.auth.domain.account;

import java.util.Locale;

/** What an account may do beyond its own things. */
public enum Role {
  USER,
  ADMIN;

  /** The name in tokens, answers and the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a wire name that a schema or a table constraint has already checked. */
  public static Role fromWire(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
