package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Cut and changed files of every input format, as sources and as watermarks, each given to the lane
 * that takes the whole file: each render ends in time, with an image or a typed refusal. {@code
 * -Ddarkroom.mutants=20000} runs the long form, which also watches memory and writes a summary to
 * {@code target/mutants.txt}.
 */
class MutantTest {
  private static final int MUTANTS = Integer.getInteger("darkroom.mutants", 2000);
  private static final long SEED = Long.getLong("darkroom.mutants.seed", 20260101);
  private static final boolean LONG = MUTANTS >= 20_000;
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** A stopped render answers in a quarter of a second; a loaded machine takes longer to say so. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  /** In the short form large pictures are refused at once, which saves most of its time. */
  private static final EngineLimits LIMITS =
      LONG ? EngineLimits.defaults() : new EngineLimits(1L << 26, 2_000_000, 500, 16_384, 1 << 25);

  private static final long GROWTH = 20L << 20;
  private static final byte[] WHOLE = Fixtures.jpeg(60, 50);
  private static final List<Recipe> RECIPES =
      Stream.of(
              "resize:32x/jpeg",
              "png",
              "grayscale/blur:1/gif",
              "rotate:30/tiff",
              "resize:20x/webp",
              "rotate:90/flop/jpeg",
              "watermark:img_1/jpeg")
          .map(Recipes::parseText)
          .toList();
  static final Set<FailureCode> REFUSALS =
      EnumSet.of(
          FailureCode.UNSUPPORTED_FORMAT,
          FailureCode.CORRUPT_IMAGE,
          FailureCode.TOO_MANY_PIXELS,
          FailureCode.TOO_MANY_FRAMES,
          FailureCode.OUTPUT_TOO_LARGE,
          FailureCode.BODY_TOO_LARGE,
          FailureCode.OVERLOADED,
          FailureCode.DEADLINE);

  /** A whole file and what is made of it, or with it as the mark. */
  private static final class Seed {
    private final byte[] file;
    private final Recipe recipe;

    Seed(byte[] file, Recipe recipe) {
      this.file = file;
      this.recipe = recipe;
    }
  }

  @OnEveryEngine
  void changedFilesNeverDoMoreThanBeRefused(ImageEngine engine, Engines engines)
      throws IOException {
    List<Seed> seeds = seeds(engine);
    Random random = new Random(SEED);
    Map<FailureCode, Integer> refused = new EnumMap<>(FailureCode.class);
    int count = MUTANTS / engines.all().size();
    long before = 0;
    for (int i = 0; i < count; i++) {
      Seed seed = seeds.get(i % seeds.size());
      FailureCode code = attempt(engine, mutate(seed.file, random), seed.recipe, DEADLINE);
      assertThat(code == null || REFUSALS.contains(code)).as("mutant " + i + ": " + code).isTrue();
      if (code != null) {
        refused.merge(code, 1, Integer::sum);
      }
      before = LONG && i == count / 2 ? NativeMemory.held() : before;
    }
    assertThat(refused.values().stream().mapToInt(n -> n).sum())
        .isBetween(count / 10, count * 9 / 10);
    if (LONG) {
      long grown = NativeMemory.held() - before;
      Files.writeString(
          Path.of("target", "mutants-" + engine.describe().version() + ".txt"),
          count
              + " mutants of "
              + seeds.size()
              + " pairs of file and recipe, seed "
              + SEED
              + ": refused "
              + refused
              + ", native memory grew by "
              + (grown >> 20)
              + " MB in the second half\n");
      assertThat(grown).isLessThan(GROWTH);
    }
  }

  /**
   * Renders, and inspects for the first recipe; gives the render's failure, or null when there was
   * an image.
   */
  static FailureCode attempt(ImageEngine engine, byte[] file, Recipe recipe, Duration deadline) {
    Instant start = Instant.now();
    RenderOptions options =
        RenderOptions.defaults()
            .withDeadline(start.plus(deadline))
            .withLimits(LIMITS)
            .withImages(id -> ImageSource.of(file));
    try (ImageSource source = ImageSource.of(source(file, recipe))) {
      if (recipe.equals(RECIPES.getFirst())) {
        inspect(engine, source, options);
      }
      engine.render(source, recipe, options);
      return null;
    } catch (FailureException refused) {
      return refused.failure().code();
    } finally {
      assertThat(Duration.between(start, Instant.now())).isLessThan(deadline.plus(SLACK));
    }
  }

  private static void inspect(ImageEngine engine, ImageSource source, RenderOptions options) {
    try {
      engine.inspect(source, options);
    } catch (FailureException refused) {
      assertThat(refused.failure().code()).isIn(REFUSALS);
    }
  }

  private static byte[] source(byte[] file, Recipe recipe) {
    return recipe.watermarkImages().isEmpty() ? file : WHOLE;
  }

  /** Every file with every recipe, but what the engine leaves to another lane than its first. */
  private static List<Seed> seeds(ImageEngine engine) throws IOException {
    List<Seed> seeds = new ArrayList<>();
    for (byte[] file : files(engine)) {
      for (Recipe recipe : RECIPES) {
        if (firstLane(engine, source(file, recipe), recipe)) {
          seeds.add(new Seed(file, recipe));
        }
      }
    }
    return seeds;
  }

  private static boolean firstLane(ImageEngine engine, byte[] source, Recipe recipe) {
    try {
      ImageInfo info = engine.probe(ImageSource.of(source));
      RenderPlan plan = engine.plan(info, recipe, EngineLimits.defaults());
      return engine.describe().lanes().getFirst().startsWith(plan.engineLane());
    } catch (FailureException cannot) {
      return cannot.failure().code() != FailureCode.UNSUPPORTED_OPERATION;
    }
  }

  /** The files of the golden tests, and what the engine itself writes. */
  private static List<byte[]> files(ImageEngine engine) throws IOException {
    byte[] png = Fixtures.encoded(Fixtures.transparentPicture(64, 48), "png");
    List<byte[]> files =
        new ArrayList<>(
            List.of(
                Gifs.animated(24, 20, 4),
                Fixtures.describedJpeg(40, 30),
                "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='9'><g fill='red'/></svg>"
                    .getBytes(StandardCharsets.UTF_8)));
    for (ImageFormat format : engine.describe().writable()) {
      files.add(
          bytes(
              engine.render(
                  ImageSource.of(png),
                  Recipes.parseText(format.wire()),
                  RenderOptions.defaults())));
    }
    try (Stream<Path> golden =
        Files.list(Path.of("src/test/resources/io/darkroom/engine/golden"))) {
      for (Path file : golden.sorted().toList()) {
        String name = file.getFileName().toString();
        if (!name.matches("step-.*|moving-.*|.*seen.png|.*py")) {
          files.add(Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private static byte[] bytes(RenderResult result) {
    byte[] copy = new byte[result.bytes().remaining()];
    result.bytes().duplicate().get(copy);
    return copy;
  }

  /** Bits flipped or bytes replaced, mostly near the start where sizes and tables are; or cut. */
  private static byte[] mutate(byte[] seed, Random random) {
    byte[] mutant = seed.clone();
    int changes = random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(200, mutant.length) : mutant.length);
      mutant[at] =
          random.nextBoolean()
              ? (byte) (mutant[at] ^ 1 << random.nextInt(8))
              : (byte) random.nextInt(256);
    }
    return changes == 0 || random.nextInt(4) == 0
        ? Arrays.copyOf(mutant, random.nextInt(mutant.length))
        : mutant;
  }
}
