package io.darkroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedBackendsIT {
  private final TestBackends backends = TestBackends.get();

  @Test
  void everyDatabaseIsItsOwn() throws Exception {
    PostgresAddress one = backends.newDatabase();
    PostgresAddress other = backends.newDatabase();
    StoredThings.insertRow(one, "first");
    StoredThings.insertRow(other, "second");
    assertThat(StoredThings.readRow(one)).isEqualTo("first");
    assertThat(StoredThings.readRow(other)).isEqualTo("second");
  }

  @Test
  void everyRedisIsItsOwn() throws Exception {
    RedisAddress one = backends.newRedis();
    RedisAddress other = backends.newRedis();
    StoredThings.setValue(one, "first");
    assertThat(StoredThings.getValue(one)).isEqualTo("first");
    assertThat(StoredThings.getValue(other)).isEmpty();
  }

  @Test
  void everyVirtualHostIsItsOwn() throws Exception {
    BrokerAddress one = backends.newBroker();
    BrokerAddress other = backends.newBroker();
    StoredThings.publish(one, "first");
    StoredThings.publish(other, "second");
    assertThat(StoredThings.take(other)).isEqualTo("second");
    assertThat(StoredThings.take(one)).isEqualTo("first");
    assertThat(StoredThings.take(one)).isEmpty();
  }
}
