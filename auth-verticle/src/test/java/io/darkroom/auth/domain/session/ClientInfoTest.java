package io.darkroom.auth.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientInfoTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "::1, 0:0:0:0:0:0:0:1",
    "evil.example, unknown",
    "'', unknown",
    "<script>, unknown"
  })
  void onlyLiteralsAreAddresses(String given, String kept) {
    assertThat(client(given, null).address()).isEqualTo(kept);
  }

  @Test
  void anIpv6CustomerCannotChangeAddressesToGetMoreTries() {
    assertThat(client("2001:db8:1:2::5", null).network())
        .isEqualTo(client("2001:db8:1:2:ffff::1", null).network())
        .isNotEqualTo(client("2001:db8:1:3::5", null).network());
  }

  @Test
  void theUserAgentIsPrintableAndShort() {
    assertThat(client("::1", "a\r\nb\u0000c").userAgent()).hasValue("abc");
    assertThat(client("::1", "x".repeat(5000)).userAgent().orElseThrow()).hasSize(200);
    assertThat(client("::1", "\n").userAgent()).isEmpty();
  }

  private static ClientInfo client(String address, String agent) {
    return new ClientInfo(address, Optional.ofNullable(agent));
  }
}
