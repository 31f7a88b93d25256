package io.darkroom.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to start Redis.
 *
 * @param folder its data and configuration file
 * @param cache where the program is unpacked; shared by processes
 * @param password asked of every client; letters, digits, {@code -} and {@code _}
 * @param durability whether writes are kept in an append-only file (synced every second)
 * @param limit how long a start may take
 */
public record EmbeddedRedisConfig(
    Path folder, Path cache, String password, Durability durability, Duration limit) {

  /** Refuses passwords that the configuration file would read differently. */
  public EmbeddedRedisConfig {
    folder = folder.toAbsolutePath().normalize();
    if (!password.matches("[A-Za-z0-9_-]+")) {
      throw new BackendException("a Redis password may hold letters, digits, - and _ only");
    }
  }

  @Override
  public String toString() {
    return "EmbeddedRedisConfig[folder=" + folder + "]";
  }
}
