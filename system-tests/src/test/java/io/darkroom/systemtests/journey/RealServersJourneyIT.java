package io.darkroom.systemtests.journey;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.RealServers;
import io.darkroom.systemtests.platform.StandalonePlatform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same journey on a given PostgreSQL, Redis and RabbitMQ. */
class RealServersJourneyIT {
  @BeforeAll
  static void needsTheServers() {
    assumeTrue(
        RealServers.reachable(), "no PostgreSQL, Redis and RabbitMQ on their standard ports");
  }

  @Test
  void theJourneyWorksAndOutlivesARestart() {
    try (RealServers servers = RealServers.prepare();
        StandalonePlatform platform = StandalonePlatform.start(servers.options())) {
      User user = User.register(new Api(platform::base));
      Journey.run(user, Photo.jpeg(1600, 1200, 5));

      platform.killAndStart();

      Journey.run(user, Photo.jpeg(1200, 1600, 6));
    }
  }
}
