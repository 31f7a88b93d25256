package io.darkroom.job.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

  @Test
  void theSignatureIsWhatAReceiverComputes() {
    // printf '1700000000.{}' | openssl dgst -sha256 -hmac secret
    assertThat(WebhookSignature.of("secret", Instant.ofEpochSecond(1_700_000_000), "{}"))
        .isEqualTo(
            "t=1700000000,v1=b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163");
  }

  @Test
  void secretsDiffer() {
    assertThat(WebhookSignature.newSecret())
        .startsWith("whs_")
        .isNotEqualTo(WebhookSignature.newSecret());
  }
}
