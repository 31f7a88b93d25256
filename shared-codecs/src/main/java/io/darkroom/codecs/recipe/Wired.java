package io.darkroom.codecs.recipe;

import java.util.Locale;

/** An enum constant that has a name in recipes. */
public interface Wired {
  /** The constant's own name, as enums have it. */
  String name();

  /** The stable lower-case name in both forms. */
  default String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
