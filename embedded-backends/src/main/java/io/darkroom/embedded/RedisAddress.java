package io.darkroom.embedded;

/** Where a Redis database is reached; an empty password means that none is asked. */
public record RedisAddress(String host, int port, String password, int database) {

  /** The same server, another logical database. */
  public RedisAddress withDatabase(int other) {
    return new RedisAddress(host, port, password, other);
  }

  @Override
  public String toString() {
    return "redis://" + host + ":" + port + "/" + database;
  }
}
