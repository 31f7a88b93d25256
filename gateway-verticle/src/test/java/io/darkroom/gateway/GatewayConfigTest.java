package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.gateway.config.BreakerConfig;
import io.darkroom.gateway.config.CorsConfig;
import io.darkroom.gateway.config.LimitConfig;
import io.darkroom.gateway.config.RateConfig;
import io.darkroom.gateway.config.TimeoutConfig;
import io.darkroom.gateway.config.TlsConfig;
import io.darkroom.kit.config.ConfigException;
import io.darkroom.kit.config.DataSize;
import io.darkroom.kit.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {
  @Test
  void defaults() {
    GatewayConfig config = GatewayConfig.from(Settings.of(Map.of()));

    assertThat(config.timeouts())
        .isEqualTo(
            new TimeoutConfig(
                seconds(2), seconds(15), seconds(30), seconds(120), seconds(90), seconds(60)));
    assertThat(config.limits())
        .isEqualTo(
            new LimitConfig(
                size(64 << 20),
                size(1 << 20),
                size(16 << 10),
                size(8 << 10),
                10_000,
                4096,
                2000,
                64,
                256,
                false,
                List.of()));
    assertThat(config.rates())
        .isEqualTo(
            new RateConfig(
                true, 4, 75, 6000, 1000, 1200, 300, 1200, 300, 6000, 1000, 240, 60, 60, 30));
    assertThat(config.cors()).isEqualTo(new CorsConfig(List.of(), Duration.ofMinutes(10)));
    assertThat(config.tls())
        .isEqualTo(new TlsConfig(Optional.empty(), Optional.empty(), Duration.ofMinutes(1)));
    assertThat(config.breaker()).isEqualTo(new BreakerConfig(20, seconds(2), seconds(5)));
  }

  @Test
  void everySettingHasItsKey() {
    Settings settings =
        Settings.of(
            Map.ofEntries(
                Map.entry("gateway.timeouts.connect", "1s"),
                Map.entry("gateway.timeouts.idle", "7s"),
                Map.entry("gateway.limits.upload", "1MiB"),
                Map.entry("gateway.limits.in-flight", "5"),
                Map.entry("gateway.limits.http2-clear-text", "true"),
                Map.entry("gateway.limits.trusted-proxies", "10.0.0.1"),
                Map.entry("gateway.rates.enabled", "false"),
                Map.entry("gateway.rates.credentials-burst", "3"),
                Map.entry("gateway.cors.origins", "https://a.example,https://b.example"),
                Map.entry("gateway.tls.certificate", "/c.pem"),
                Map.entry("gateway.tls.key", "/k.pem"),
                Map.entry("gateway.breaker.eject", "1s")));

    GatewayConfig config = GatewayConfig.from(settings);
    settings.requireNoUnknown();

    assertThat(config.timeouts().connect()).isEqualTo(seconds(1));
    assertThat(config.timeouts().idle()).isEqualTo(seconds(7));
    assertThat(config.limits().upload()).isEqualTo(size(1 << 20));
    assertThat(config.limits().inFlight()).isEqualTo(5);
    assertThat(config.limits().http2ClearText()).isTrue();
    assertThat(config.limits().trustedProxies()).containsExactly("10.0.0.1");
    assertThat(config.rates().enabled()).isFalse();
    assertThat(config.rates().credentialsBurst()).isEqualTo(3);
    assertThat(config.cors().origins()).hasSize(2);
    assertThat(config.tls().key()).contains(Path.of("/k.pem"));
    assertThat(config.breaker().eject()).isEqualTo(seconds(1));
  }

  @Test
  void aCertificateNeedsItsKey() {
    assertThatThrownBy(
            () -> GatewayConfig.from(Settings.of(Map.of("gateway.tls.certificate", "/c.pem"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("gateway.tls");
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static DataSize size(int bytes) {
    return new DataSize(bytes);
  }
}
