package io.darkroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AddressTest {
  private static final String PASSWORD = "hunter2";

  @Test
  void noTextFormShowsAPassword() {
    EmbeddedBackendsConfig config = EmbeddedBackendsConfig.durable(Path.of("data"), PASSWORD);
    assertThat(
            new Object[] {
              new PostgresAddress("h", 1, "u", PASSWORD, "d"),
              new RedisAddress("h", 1, PASSWORD, 0),
              new BrokerAddress("h", 1, "u", PASSWORD, "v"),
              config,
              config.postgres(),
              config.redis(),
              config.broker()
            })
        .noneMatch(shown -> shown.toString().contains(PASSWORD));
  }

  @Test
  void namesThatNeedQuotingAreRefused() {
    EmbeddedBackendsConfig odd =
        new EmbeddedBackendsConfig(
            Path.of("data"),
            Path.of("cache"),
            "darkroom",
            PASSWORD,
            "dark;room",
            Durability.DURABLE,
            EmbeddedBackendsConfig.START_LIMIT);
    assertThatThrownBy(odd::postgres)
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("dark;room");
  }

  @Test
  void passwordsThatWouldBreakTheRedisFileAreRefused() {
    assertThatThrownBy(() -> EmbeddedBackendsConfig.durable(Path.of("data"), "a\nport 1").redis())
        .isInstanceOf(BackendException.class)
        .hasMessageNotContaining("port");
  }
}
