package io.darkroom.embedded;

/** Where a PostgreSQL database is reached, and as whom. */
public record PostgresAddress(
    String host, int port, String user, String password, String database) {

  /** The same server and user, another database. */
  public PostgresAddress withDatabase(String other) {
    return new PostgresAddress(host, port, user, password, other);
  }

  @Override
  public String toString() {
    return "postgres://" + user + "@" + host + ":" + port + "/" + database;
  }
}
