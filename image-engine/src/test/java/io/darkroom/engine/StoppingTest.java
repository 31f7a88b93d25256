package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Work that is running lets go of its caller when it is stopped, whatever it is doing. {@code
 * -Ddarkroom.stopping=all} tries every step and output at several moments, and writes how long each
 * took to {@code target/stopping.txt}; else only those that are slow to notice.
 */
class StoppingTest {
  private static final boolean ALL = "all".equals(System.getProperty("darkroom.stopping"));
  private static final byte[] LARGE = Fixtures.jpeg(3000, 2000);
  private static final byte[] MARK = Fixtures.encoded(Fixtures.transparentPicture(300, 200), "png");

  /** A quarter of a second on an idle machine; a loaded one does not run us at once. */
  private static final Duration BOUND = Duration.ofMillis(1500);

  private static final List<String> SLOW =
      List.of("blur:200/median:15/jpeg", "avif:effort=5", "webp:lossless", "png:palette");

  private static final List<String> STEPS =
      List.of(
          "resize:2900x",
          "resize:6000x,kernel=cubic",
          "resize:2000x2000,fit=cover,smart",
          "crop:10,10,2900,1900",
          "trim",
          "extend:500,mode=mirror",
          "rotate:90",
          "rotate:30",
          "flip",
          "flop",
          "grayscale",
          "tint:ff8800",
          "negate",
          "sepia",
          "duotone:000080,ffd700",
          "brightness:1.3",
          "contrast:1.6",
          "saturation:1.8",
          "hue:90",
          "gamma:1.8",
          "normalize:10,90",
          "blur:5",
          "blur:50",
          "blur:200",
          "sharpen:10,2",
          "median:15",
          "pixelate:13",
          "round:20",
          "opacity:0.5",
          "background:00ff0080",
          "watermark:img_1",
          "watermark:img_1,tile",
          "text:hello,size=500");

  private static final List<String> OUTPUTS =
      List.of(
          "jpeg",
          "jpeg:progressive",
          "jpeg:mb=90000",
          "png",
          "png:compression=9",
          "png:palette",
          "webp",
          "webp:effort=6",
          "webp:lossless",
          "webp:lossless,effort=6",
          "avif",
          "avif:effort=9",
          "avif:lossless",
          "gif",
          "gif:effort=10",
          "tiff",
          "tiff:compression=lzw",
          "tiff:compression=deflate",
          "bmp");

  @OnEveryEngine
  void callersAreFreeSoonAfterTheyCancel(ImageEngine engine) throws Exception {
    Stream<String> recipes =
        ALL
            ? Stream.concat(STEPS.stream().map(step -> step + "/jpeg"), OUTPUTS.stream())
            : SLOW.stream();
    for (String text : recipes.toList()) {
      Recipe recipe = Recipes.parseText(text);
      for (int after : ALL ? new int[] {20, 120, 400, 1500} : new int[] {250}) {
        if (runs(engine, recipe)) {
          cancel(engine, recipe, after);
        }
      }
    }
  }

  @OnEveryEngine
  void aRunningStepStopsAtTheDeadline(ImageEngine engine) {
    Instant deadline = Instant.now().plusMillis(300);
    FailureCode code =
        stopped(engine, Recipes.parseText("median:15/jpeg"), options().withDeadline(deadline));
    assertThat(code).isEqualTo(FailureCode.DEADLINE);
    assertThat(Duration.between(deadline, Instant.now())).isLessThan(BOUND);
  }

  private static void cancel(ImageEngine engine, Recipe recipe, int after) throws Exception {
    CancelToken token = new CancelToken();
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<FailureCode> work =
        CompletableFuture.supplyAsync(
            () -> {
              started.countDown();
              return stopped(engine, recipe, options().withCancel(token));
            });
    started.await();
    long cancelled;
    try {
      work.get(after, TimeUnit.MILLISECONDS);
      return; // it was faster
    } catch (TimeoutException running) {
      cancelled = System.nanoTime();
      token.cancel();
    }
    FailureCode code = work.get(1, TimeUnit.MINUTES);
    Duration took = Duration.ofNanos(System.nanoTime() - cancelled);
    if (ALL) {
      record(engine, recipe.canonicalText() + " after " + after + " ms", code, took);
    }
    assertThat(code).as(recipe.canonicalText()).isIn(null, FailureCode.CANCELLED);
    assertThat(took).as(recipe.canonicalText()).isLessThan(BOUND);
  }

  /** Writes the time down, and waits for what was left so that it does not disturb the next. */
  private static void record(ImageEngine engine, String work, FailureCode code, Duration took)
      throws Exception {
    long since = System.nanoTime();
    while (((LaneEngine) engine).left() > 0) {
      LockSupport.parkNanos(1_000_000);
      assertThat(System.nanoTime() - since).isLessThan(Duration.ofMinutes(3).toNanos());
    }
    Files.writeString(
        Path.of("target", "stopping.txt"),
        took.toMillis()
            + " ms to answer, "
            + (System.nanoTime() - since) / 1_000_000
            + " ms more until it ended: "
            + work
            + ", "
            + code
            + " by "
            + engine.describe().lanes()
            + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static RenderOptions options() {
    return RenderOptions.defaults()
        .withDeadline(Instant.now().plusSeconds(60))
        .withImages(id -> ImageSource.of(MARK));
  }

  private static boolean runs(ImageEngine engine, Recipe recipe) {
    try {
      engine.plan(engine.probe(ImageSource.of(LARGE)), recipe, EngineLimits.defaults());
      return true;
    } catch (FailureException cannot) {
      return false;
    }
  }

  private static FailureCode stopped(ImageEngine engine, Recipe recipe, RenderOptions options) {
    try {
      engine.render(ImageSource.of(LARGE), recipe, options);
      return null;
    } catch (FailureException failure) {
      return failure.failure().code();
    }
  }
}
