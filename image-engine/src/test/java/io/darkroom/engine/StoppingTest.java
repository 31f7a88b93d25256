package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.recipe.Recipes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Work that is running stops when its time is over, in the middle of a step. */
class StoppingTest {
  private static final List<ImageEngine> ENGINES = Engines.all();
  private static final byte[] LARGE = Fixtures.jpeg(2400, 1800);

  static List<ImageEngine> engines() {
    return ENGINES;
  }

  @AfterAll
  static void close() {
    ENGINES.forEach(ImageEngine::close);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aRunningStepStopsAtTheDeadline(ImageEngine engine) {
    for (String recipe : List.of("median:15/jpeg", "blur:200/median:15/jpeg")) {
      Instant deadline = Instant.now().plusMillis(400);
      FailureException stopped =
          catchThrowableOfType(
              FailureException.class,
              () ->
                  engine.render(
                      ImageSource.of(LARGE),
                      Recipes.parseText(recipe),
                      RenderOptions.defaults().withDeadline(deadline)));

      assertThat(stopped.failure().code()).as(recipe).isEqualTo(FailureCode.DEADLINE);
      // a loaded machine needs longer than the quarter of a second it takes on an idle one
      assertThat(Duration.between(deadline, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }
  }
}
