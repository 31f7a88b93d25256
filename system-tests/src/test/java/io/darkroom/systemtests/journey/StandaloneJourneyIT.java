package io.darkroom.systemtests.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.StandalonePlatform;
import org.junit.jupiter.api.Test;

class StandaloneJourneyIT {
  @Test
  void theJourneyWorksAndOutlivesARestart() {
    Photo photo = Photo.jpeg(1600, 1200, 1);
    try (StandalonePlatform platform = StandalonePlatform.start()) {
      Api api = new Api(platform::base);
      User user = User.register(api);
      Journey.Outcome before = Journey.run(user, photo);

      platform.restart();

      assertThat(user.job(before.jobId()).path("status").asText()).isEqualTo("succeeded");
      assertThat(user.download(before.href())).isEqualTo(before.bytes());
      user.signIn();
      Journey.run(user, Photo.jpeg(1200, 1600, 2));
    }
  }
}
