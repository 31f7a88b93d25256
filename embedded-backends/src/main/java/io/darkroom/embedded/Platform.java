package io.darkroom.embedded;

import java.util.Locale;

/** The processors for which native servers are bundled, all with Linux. */
enum Platform {
  AMD64("postgres-linux-x86_64.txz", "redis-server-6.2.6-v5-linux-amd64"),
  ARM64("postgres-linux-arm_64.txz", "redis-server-6.2.7-linux-arm64");

  private final String postgres;
  private final String redis;

  Platform(String postgres, String redis) {
    this.postgres = postgres;
    this.redis = redis;
  }

  /** Resource of the PostgreSQL distribution. */
  String postgres() {
    return postgres;
  }

  /** Resource of the Redis server program. */
  String redis() {
    return redis;
  }

  /** This machine, or a failure that says what to do instead. */
  static Platform current() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    if (system.startsWith("linux")) {
      switch (processor) {
        case "amd64", "x86_64" -> {
          return AMD64;
        }
        case "aarch64" -> {
          return ARM64;
        }
        default -> {
          // No binaries: told below.
        }
      }
    }
    throw new BackendException(
        "no servers are bundled for "
            + system
            + " on "
            + processor
            + "; use external PostgreSQL, Redis and RabbitMQ instead");
  }
}
