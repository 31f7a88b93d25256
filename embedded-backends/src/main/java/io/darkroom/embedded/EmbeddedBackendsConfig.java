package io.darkroom.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to start all three backends.
 *
 * @param data the folder that holds a folder for each; locked while they run
 * @param cache where native programs are unpacked; shared by processes
 * @param user of PostgreSQL and the broker
 * @param password of all three; letters, digits, {@code -} and {@code _}
 * @param database the PostgreSQL database
 * @param durability whether data outlives the process
 * @param limit how long the start of each may take
 */
public record EmbeddedBackendsConfig(
    Path data,
    Path cache,
    String user,
    String password,
    String database,
    Durability durability,
    Duration limit) {
  /** Generous: a loaded machine takes ten times as long as an idle one. */
  public static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Makes the folders absolute. */
  public EmbeddedBackendsConfig {
    data = data.toAbsolutePath().normalize();
    cache = cache.toAbsolutePath().normalize();
  }

  /** Data that is kept across restarts. */
  public static EmbeddedBackendsConfig durable(Path data, String password) {
    return darkroom(data, password, Durability.DURABLE);
  }

  /** Data that may be lost, fast. */
  public static EmbeddedBackendsConfig volatileIn(Path data, String password) {
    return darkroom(data, password, Durability.VOLATILE);
  }

  /** The per-user folder of unpacked programs: below {@code DARKROOM_HOME} when that is set. */
  public static Path defaultCache() {
    String home = System.getenv("DARKROOM_HOME");
    return home == null || home.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "darkroom")
        : Path.of(home);
  }

  private static EmbeddedBackendsConfig darkroom(
      Path data, String password, Durability durability) {
    return new EmbeddedBackendsConfig(
        data, defaultCache(), "darkroom", password, "darkroom", durability, START_LIMIT);
  }

  /** The part for PostgreSQL. */
  EmbeddedPostgresConfig postgres() {
    return new EmbeddedPostgresConfig(
        data.resolve("postgres"), cache, user, password, database, durability, limit);
  }

  /** The part for Redis. */
  EmbeddedRedisConfig redis() {
    return new EmbeddedRedisConfig(data.resolve("redis"), cache, password, durability, limit);
  }

  /** The part for the broker. */
  EmbeddedBrokerConfig broker() {
    return new EmbeddedBrokerConfig(data.resolve("broker"), user, password, durability, limit);
  }

  @Override
  public String toString() {
    return "EmbeddedBackendsConfig[data=" + data + ", durability=" + durability + "]";
  }
}
