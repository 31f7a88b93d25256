package io.darkroom.kit.config;

import java.util.Locale;
import java.util.Set;

/** How the name of a setting is spelt in each source. */
final class ConfigKeys {
  static final String ENV_PREFIX = "DARKROOM_";

  /** Every first part of a key that some Darkroom process understands. */
  static final Set<String> SECTIONS =
      Set.of(
          "auth",
          "gateway",
          "job",
          "processing",
          "standalone",
          "postgres",
          "redis",
          "broker",
          "blobs",
          "tokens",
          "endpoints",
          "discovery",
          "drain",
          "log",
          "cluster",
          "telemetry");

  private ConfigKeys() {}

  /** {@code poolSize} to {@code pool-size}. */
  static String kebab(String name) {
    StringBuilder out = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c)) {
        out.append('-');
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }

  /** {@code postgres.pool-size} to {@code DARKROOM_POSTGRES_POOL_SIZE}. */
  static String environment(String key) {
    return ENV_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The first part of a dotted key. */
  static String section(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /** The first part of an environment name, in the spelling of a key. */
  static String environmentSection(String name) {
    String rest = name.substring(ENV_PREFIX.length());
    int end = rest.indexOf('_');
    return (end < 0 ? rest : rest.substring(0, end)).toLowerCase(Locale.ROOT);
  }
}
