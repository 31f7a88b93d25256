package io.darkroom.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How to start PostgreSQL.
 *
 * @param folder its data; created at the first start, kept afterwards
 * @param cache where the programs are unpacked; shared by processes
 * @param user the superuser made at the first start
 * @param password the superuser's password, of the first start
 * @param database made at the first start and owned by the user
 * @param durability whether commits wait for the disk
 * @param limit how long a start may take
 */
public record EmbeddedPostgresConfig(
    Path folder,
    Path cache,
    String user,
    String password,
    String database,
    Durability durability,
    Duration limit) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** Refuses names that would need quoting. */
  public EmbeddedPostgresConfig {
    folder = folder.toAbsolutePath().normalize();
    requireName("user", user);
    requireName("database", database);
  }

  private static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new BackendException("not a plain PostgreSQL " + what + " name: " + name);
    }
  }

  @Override
  public String toString() {
    return "EmbeddedPostgresConfig[folder=" + folder + ", user=" + user + "]";
  }
}
