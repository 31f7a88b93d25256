package io.darkroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.auth.config.KeyConfig;
import io.darkroom.auth.config.ThrottleConfig;
import io.darkroom.auth.domain.password.Argon2Parameters;
import io.darkroom.kit.config.ConfigException;
import io.darkroom.kit.config.Secret;
import io.darkroom.kit.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthConfigTest {
  @Test
  void theDefaultsAreWhatIsDocumented() {
    AuthConfig config = AuthConfig.from(Settings.of(Map.of()));
    assertThat(config.passwords().cost()).isEqualTo(new Argon2Parameters(19 * 1024, 2, 1));
    assertThat(config.passwords().minLength()).isEqualTo(10);
    assertThat(config.passwords().threads()).isEqualTo(2);
    assertThat(config.passwords().queue()).isEqualTo(128);
    assertThat(config.sessions().access()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.sessions().keyAccess()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.sessions().refresh()).isEqualTo(Duration.ofDays(30));
    assertThat(config.sessions().lifetime()).isEqualTo(Duration.ofDays(365));
    assertThat(config.sessions().grace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.sessions().most()).isEqualTo(50);
    assertThat(config.apiKeys().most()).isEqualTo(50);
    assertThat(config.signing())
        .isEqualTo(
            new KeyConfig(
                Secret.of(""), Duration.ofMinutes(2), Duration.ofDays(90), Duration.ofSeconds(10)));
    assertThat(config.throttle())
        .isEqualTo(
            new ThrottleConfig(
                10,
                Duration.ofSeconds(30),
                50,
                Duration.ofSeconds(5),
                100,
                Duration.ofSeconds(1),
                true));
  }

  @ParameterizedTest
  @CsvSource({
    "auth.passwords.memory, 1GiB",
    "auth.passwords.threads, 4",
    "auth.passwords.queue, 7",
    "auth.passwords.min-length, 12",
    "auth.passwords.iterations, 3",
    "auth.passwords.parallelism, 2",
    "auth.sessions.access, 5m",
    "auth.sessions.key-access, 1m",
    "auth.sessions.refresh, 7d",
    "auth.sessions.lifetime, 90d",
    "auth.sessions.grace, 0s",
    "auth.sessions.most, 3",
    "auth.api-keys.most, 3",
    "auth.signing.secret, x",
    "auth.signing.lead, 10m",
    "auth.signing.every, 30d",
    "auth.signing.reload, 1s",
    "auth.throttle.account-burst, 3",
    "auth.throttle.account-interval, 1m",
    "auth.throttle.address-burst, 3",
    "auth.throttle.address-interval, 1m",
    "auth.throttle.register-burst, 3",
    "auth.throttle.register-interval, 1m",
    "auth.throttle.trust-forwarded, false",
    "auth.http.port, 8081",
    "auth.management.port, 9081"
  })
  void everySettingIsKnown(String key, String value) {
    Settings settings = Settings.of(Map.of(key, value));
    AuthConfig config = AuthConfig.from(settings);
    settings.requireNoUnknown();
    assertThat(config).isNotEqualTo(AuthConfig.from(Settings.of(Map.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "auth.passwords.memory, 1KiB",
    "auth.passwords.min-length, 4",
    "auth.passwords.queue, 0",
    "auth.sessions.access, 10ms",
    "auth.sessions.grace, 2m",
    "auth.throttle.account-burst, 0",
    "auth.throttle.address-interval, 0s"
  })
  void whatMakesNoSenseIsRefusedByName(String key, String value) {
    assertThatThrownBy(() -> AuthConfig.from(Settings.of(Map.of(key, value))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void misspeltSettingsAreRefused() {
    Settings settings = Settings.of(Map.of("auth.passwords.memmory", "1MiB"));
    AuthConfig.from(settings);
    assertThatThrownBy(settings::requireNoUnknown).hasMessageContaining("auth.passwords.memmory");
  }

  @Test
  void theSealingSecretDoesNotPrint() {
    AuthConfig config = AuthConfig.from(Settings.of(Map.of("auth.signing.secret", "hush-hush")));
    assertThat(config.toString()).doesNotContain("hush-hush");
  }
}
