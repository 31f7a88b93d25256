package io.darkroom.systemtests.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.Installation;
import io.darkroom.systemtests.platform.SharedStandalone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStandalone.class)
class ManyClientsIT {
  private static final int PHOTOS = 100;
  private static final int CLIENTS = 8;

  @Test
  void eightClientsGetAHundredRightResults(Installation here) {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      User user = User.register(here.api());
      List<Future<Journey.Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < PHOTOS; i++) {
        int seed = i;
        outcomes.add(clients.submit(() -> Journey.run(user, photo(seed))));
      }
      assertThat(outcomes).allSatisfy(ManyClientsIT::isDone);
    }
  }

  private static void isDone(Future<Journey.Outcome> outcome)
      throws ExecutionException, InterruptedException {
    assertThat(outcome.get().bytes()).isNotEmpty();
  }

  /** Between 0.3 and 12 megapixels, more small ones than large, both orientations. */
  private static Photo photo(int seed) {
    Random random = new Random(seed);
    double megapixels = 0.3 * Math.pow(40, Math.pow(random.nextDouble(), 2));
    int longSide = (int) Math.sqrt(megapixels * 1e6 * 4 / 3);
    int shortSide = longSide * 3 / 4;
    return random.nextBoolean()
        ? Photo.jpeg(longSide, shortSide, seed)
        : Photo.jpeg(shortSide, longSide, seed);
  }
}
