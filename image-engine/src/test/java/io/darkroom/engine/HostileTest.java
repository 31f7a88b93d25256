package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.recipe.Recipes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Whatever the bytes are, a render ends in time with an image or a typed failure. */
class HostileTest {
  /** Enough for every file that ends by itself; others are stopped then. */
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private static final List<byte[]> INFLATING =
      List.of(
          Bombs.animatedPng(),
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

  @OnEveryEngine
  void aCorpusOfBrokenFilesIsSurvived(ImageEngine engine) throws IOException {
    int tried = 0;
    for (byte[] file : corpus()) {
      FailureCode code = attempt(engine, file);
      assertThat(code == null || MutantTest.REFUSALS.contains(code))
          .as("file " + tried + ": " + code)
          .isTrue();
      tried++;
    }
    assertThat(tried).isGreaterThan(50);
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

  /** The images of the Commons Imaging tests, many of them found by fuzzing. */
  private static List<byte[]> corpus() throws IOException {
    Path jar =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.contains("commons-imaging") && entry.endsWith("tests.jar"))
            .map(Path::of)
            .findFirst()
            .orElseThrow();
    List<byte[]> files = new ArrayList<>();
    try (JarFile archive = new JarFile(jar.toFile())) {
      for (JarEntry entry : archive.stream().toList()) {
        String name = entry.getName().toLowerCase(Locale.ROOT);
        boolean image =
            name.contains("images/")
                && !entry.isDirectory()
                && !name.matches(".*\\.(txt|html|md|xml|java|properties)");
        if (image && entry.getSize() < 400_000) {
          files.add(archive.getInputStream(entry).readAllBytes());
        }
      }
    }
    return files;
  }
}
