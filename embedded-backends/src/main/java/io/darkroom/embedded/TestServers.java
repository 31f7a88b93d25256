package io.darkroom.embedded;

/** Where tests get backends from; each server is started, or found, when it is first asked for. */
interface TestServers extends AutoCloseable {
  PostgresAddress newDatabase(String name);

  RedisAddress newRedis();

  BrokerAddress newBroker(String name);

  @Override
  void close();
}
