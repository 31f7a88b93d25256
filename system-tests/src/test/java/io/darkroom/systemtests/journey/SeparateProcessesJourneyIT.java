package io.darkroom.systemtests.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.SeparatePlatform;
import org.junit.jupiter.api.Test;

/** The four services as four processes, so that nothing can secretly share a JVM. */
class SeparateProcessesJourneyIT {
  @Test
  void theJourneyWorksAndOutlivesTheDeathOfEveryService() {
    try (SeparatePlatform platform = SeparatePlatform.start()) {
      User user = User.register(new Api(platform::base));
      Journey.Outcome before = Journey.run(user, Photo.jpeg(1500, 1000, 3));

      platform.killAndStart();

      assertThat(user.download(before.href())).isEqualTo(before.bytes());
      Journey.run(user, Photo.jpeg(1000, 1500, 4));
    }
  }
}
