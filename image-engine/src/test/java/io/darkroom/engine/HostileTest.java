package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are, a render ends in time with an image or a typed failure. {@code
 * -Ddarkroom.mutants=20000} runs the long form.
 */
class HostileTest {
  private static final List<ImageEngine> ENGINES = Engines.all();
  private static final int MUTANTS = Integer.getInteger("darkroom.mutants", 2000);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Set<FailureCode> REFUSALS =
      EnumSet.of(
          FailureCode.UNSUPPORTED_FORMAT,
          FailureCode.CORRUPT_IMAGE,
          FailureCode.TOO_MANY_PIXELS,
          FailureCode.TOO_MANY_FRAMES,
          FailureCode.OUTPUT_TOO_LARGE,
          FailureCode.BODY_TOO_LARGE,
          FailureCode.OVERLOADED,
          FailureCode.DEADLINE);

  static List<ImageEngine> engines() {
    return ENGINES;
  }

  @AfterAll
  static void close() {
    ENGINES.forEach(ImageEngine::close);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void bombsAreRefusedFromTheirHeader(ImageEngine engine) {
    assertThat(attempt(engine, sized(Fixtures.encoded(Fixtures.picture(9, 9), "png"), 16, 50_000)))
        .isEqualTo(FailureCode.TOO_MANY_PIXELS);
    assertThat(attempt(engine, frames(100_000))).isEqualTo(FailureCode.TOO_MANY_FRAMES);
    assertThat(attempt(engine, hugeJpeg())).isEqualTo(FailureCode.TOO_MANY_PIXELS);
    assertThat(attempt(engine, endlessTiff())).isIn(REFUSALS);
    assertThat(attempt(engine, laughingSvg())).isIn(REFUSALS);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void changedFilesNeverDoMoreThanBeRefused(ImageEngine engine) {
    List<byte[]> seeds = seeds(engine);
    Random random = new Random(20260101);
    int refused = 0;
    for (int i = 0; i < MUTANTS / ENGINES.size(); i++) {
      byte[] mutant = mutate(seeds.get(i % seeds.size()), random);
      FailureCode code = attempt(engine, mutant);
      assertThat(code == null || REFUSALS.contains(code)).as("mutant " + i + ": " + code).isTrue();
      refused += code == null ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(MUTANTS / ENGINES.size() / 10);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aCorpusOfBrokenFilesIsSurvived(ImageEngine engine) throws IOException {
    int tried = 0;
    for (byte[] file : corpus()) {
      FailureCode code = attempt(engine, file);
      assertThat(code == null || REFUSALS.contains(code))
          .as("file " + tried + ": " + code)
          .isTrue();
      tried++;
    }
    assertThat(tried).isGreaterThan(50);
  }

  /** Renders; gives the failure's code, or null when there was an image. */
  private static FailureCode attempt(ImageEngine engine, byte[] file) {
    Recipe recipe = Recipes.parseText("resize:32x/jpeg");
    Instant start = Instant.now();
    try (ImageSource source = ImageSource.of(file)) {
      engine.render(
          source, recipe, RenderOptions.defaults().withDeadline(Instant.now().plus(LIMIT)));
      return null;
    } catch (FailureException refused) {
      return refused.failure().code();
    } finally {
      assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT.multipliedBy(3));
    }
  }

  private static List<byte[]> seeds(ImageEngine engine) {
    byte[] png = Fixtures.encoded(Fixtures.transparentPicture(64, 48), "png");
    List<byte[]> seeds = new ArrayList<>(List.of(Fixtures.animatedGif(24, 20, 4)));
    for (ImageFormat format : engine.describe().writable()) {
      ByteBuffer bytes =
          engine
              .render(
                  ImageSource.of(png), Recipes.parseText(format.wire()), RenderOptions.defaults())
              .bytes();
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      seeds.add(copy);
    }
    return seeds;
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] mutant = seed.clone();
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      int reach = random.nextBoolean() ? Math.min(120, mutant.length) : mutant.length;
      mutant[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(mutant, 1 + random.nextInt(mutant.length))
        : mutant;
  }

  private static byte[] sized(byte[] png, int at, int side) {
    ByteBuffer.wrap(png).putInt(at, side).putInt(at + 4, side);
    return png;
  }

  private static byte[] hugeJpeg() {
    byte[] jpeg = Fixtures.jpeg(16, 16);
    for (int i = 0; i < jpeg.length - 9; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 65_500).putShort(i + 7, (short) 65_500);
      }
    }
    return jpeg;
  }

  private static byte[] frames(int count) {
    byte[] gif = Fixtures.animatedGif(1, 1, 1);
    int frame = 13 + (3 << ((gif[10] & 7) + 1));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(gif, 0, frame);
    for (int i = 0; i < count; i++) {
      bytes.writeBytes(new byte[] {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
    }
    bytes.write(0x3b);
    return bytes.toByteArray();
  }

  private static byte[] endlessTiff() {
    return ByteBuffer.allocate(64)
        .put("II*\0".getBytes(StandardCharsets.US_ASCII))
        .put(new byte[] {8, 0, 0, 0, 1, 0})
        .put(new byte[12])
        .put(new byte[] {8, 0, 0, 0})
        .array();
  }

  private static byte[] laughingSvg() {
    StringBuilder svg =
        new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 12; i++) {
      svg.append("<!ENTITY a")
          .append(i)
          .append(" \"")
          .append(("&a" + (i - 1) + ";").repeat(10))
          .append("\">");
    }
    return svg.append("]><svg width=\"10\" height=\"10\"><text>&a11;</text></svg")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
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
