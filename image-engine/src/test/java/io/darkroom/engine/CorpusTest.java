package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Broken files that others have collected: every render ends in time, with an image or a typed
 * refusal. They are the images of the Commons Imaging tests, many of them found by fuzzing, or with
 * {@code -Ddarkroom.corpus=DIR} all files below a folder; what became of those is written to {@code
 * target}.
 */
class CorpusTest {
  /** Enough for every file that ends by itself; others are stopped then. */
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final String FOLDER = System.getProperty("darkroom.corpus", "");
  private static final long LONGEST = FOLDER.isEmpty() ? 400_000 : 4_000_000;
  private static final List<Recipe> RECIPES =
      Stream.of("resize:32x/jpeg", "grayscale/resize:50x/webp").map(Recipes::parseText).toList();
  private static final String MADE = "made";

  @OnEveryEngine
  void everyFileGivesAnImageOrATypedRefusal(ImageEngine engine) throws IOException {
    Map<String, Integer> outcomes = new TreeMap<>();
    if (FOLDER.isEmpty()) {
      URI jar = URI.create("jar:" + commonsImaging().toUri());
      try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
        attemptAll(engine, files.getPath("/"), outcomes);
      }
    } else {
      attemptAll(engine, Path.of(FOLDER), outcomes);
      Files.writeString(
          Path.of("target", "corpus-" + engine.describe().version() + ".txt"), outcomes + "\n");
    }
    assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isGreaterThan(50);
    assertThat(outcomes.keySet()).contains(MADE, FailureCode.CORRUPT_IMAGE.wire());
  }

  private static void attemptAll(ImageEngine engine, Path root, Map<String, Integer> outcomes)
      throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(CorpusTest::image).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (Recipe recipe : RECIPES) {
          FailureCode code = MutantTest.attempt(engine, bytes, recipe, DEADLINE);
          assertThat(
                  code == null
                      || code == FailureCode.UNSUPPORTED_OPERATION
                      || MutantTest.REFUSALS.contains(code))
              .as(file + ": " + code)
              .isTrue();
          outcomes.merge(code == null ? MADE : code.wire(), 1, Integer::sum);
        }
      }
    }
  }

  private static boolean image(Path file) {
    try {
      return Files.isRegularFile(file)
          && Files.size(file) <= LONGEST
          && (!FOLDER.isEmpty() || file.toString().contains("images/"))
          && !file.toString()
              .toLowerCase(Locale.ROOT)
              .matches(".*\\.(txt|html|md|xml|java|properties)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path commonsImaging() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.contains("commons-imaging") && entry.endsWith("tests.jar"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }
}
