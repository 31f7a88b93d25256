package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.recipe.Recipes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Whatever the bytes are, a render ends in time with an image or a typed failure. */
class HostileTest {
  /** Enough for every file that ends by itself; others are stopped then. */
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final List<byte[]> INFLATING =
      List.of(
          Bombs.animatedPng(),
          Bombs.hugeGif(1400),
          Bombs.hugeGif(10_000),
          Bombs.inflatingPng("iCCP"),
          Bombs.inflatingPng("zTXt"),
          Bombs.scans(bytes("golden/progressive.jpg"), 20_000),
          Bombs.laughingSvg(),
          Bombs.nestedSvg());

  @OnEveryEngine
  void bombsAreRefusedFromTheirHeader(ImageEngine engine) {
    assertThat(attempt(engine, Bombs.hugePng())).isEqualTo(FailureCode.TOO_MANY_PIXELS);
    assertThat(attempt(engine, Bombs.onePixelColour(10_001)))
        .isEqualTo(FailureCode.TOO_MANY_PIXELS);
    assertThat(attempt(engine, Bombs.frames(100_000))).isEqualTo(FailureCode.TOO_MANY_FRAMES);
    assertThat(attempt(engine, Bombs.hugeGif(60_000))).isEqualTo(FailureCode.TOO_MANY_PIXELS);
    assertThat(attempt(engine, Bombs.hugeJpeg())).isEqualTo(FailureCode.TOO_MANY_PIXELS);
    assertThat(attempt(engine, Bombs.animatedWebp(1000))).isIn(MutantTest.REFUSALS);
    assertThat(attempt(engine, Bombs.endlessTiff())).isIn(MutantTest.REFUSALS);
  }

  @OnEveryEngine
  void whatInflatesIsLeftOutOrRefused(ImageEngine engine) {
    for (byte[] bomb : INFLATING) {
      FailureCode code = attempt(engine, bomb);
      assertThat(code == null || MutantTest.REFUSALS.contains(code)).as("" + code).isTrue();
    }
  }

  private static FailureCode attempt(ImageEngine engine, byte[] file) {
    return MutantTest.attempt(engine, file, Recipes.parseText("resize:32x/jpeg"), DEADLINE);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = HostileTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
