package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a render takes is what its plan says, within a fifth. Each runs in a process of its own,
 * whose memory nobody else touches. {@code -Ddarkroom.memory=all} measures the whole table and
 * writes it to {@code target/memory.txt}.
 */
class MemoryTest {
  private static final boolean ALL = "all".equals(System.getProperty("darkroom.memory"));

  /** Codecs and allocators round up; a difference as small hurts nobody. */
  private static final long SMALL = 16L << 20;

  private static final List<String> SOME =
      List.of(
          "libvips photo.jpeg resize:800x/jpeg",
          "libvips photo.jpeg rotate:90/jpeg",
          "libvips photo.webp resize:800x/webp",
          "libvips moving.gif resize:240x/gif");

  private static final List<String> TABLE =
      List.of(
          "libvips photo.jpeg resize:800x/jpeg",
          "libvips photo.jpeg resize:2000x/webp",
          "libvips photo.jpeg jpeg",
          "libvips photo.jpeg jpeg:progressive",
          "libvips photo.jpeg blur:5/jpeg",
          "libvips photo.jpeg blur:50/jpeg",
          "libvips photo.jpeg rotate:90/jpeg",
          "libvips photo.jpeg rotate:30/png",
          "libvips photo.jpeg grayscale/png",
          "libvips photo.jpeg webp",
          "libvips photo.jpeg webp:lossless",
          "libvips photo.jpeg gif",
          "libvips photo.jpeg png:palette",
          "libvips photo.jpeg tiff",
          "libvips photo.jpeg bmp",
          "libvips photo.jpeg resize:2000x/avif",
          "libvips photo.jpeg resize:1000x/avif",
          "libvips photo.jpeg watermark:img_1,tile/jpeg",
          "libvips photo.jpeg round:200/png",
          "libvips photo.jpeg trim/jpeg",
          "libvips photo.jpeg jpeg:mb=900000",
          "libvips progressive.jpeg resize:800x/jpeg",
          "libvips progressive.jpeg flip/jpeg",
          "libvips photo.png resize:800x/png",
          "libvips photo.png rotate:90/png",
          "libvips photo.webp resize:800x/webp",
          "libvips photo.webp jpeg",
          "libvips photo.avif resize:800x/jpeg",
          "libvips photo.avif jpeg",
          "libvips photo.tiff resize:800x/jpeg",
          "libvips photo.tiff rotate:90/tiff",
          "libvips photo.bmp resize:800x/jpeg",
          "libvips moving.gif resize:240x/gif",
          "libvips moving.gif resize:240x/webp",
          "libvips moving.gif resize:240x/jpeg",
          "libvips moving.webp resize:240x/webp",
          "portable photo.jpeg resize:800x/jpeg",
          "portable photo.jpeg blur:5/png",
          "portable photo.png rotate:90/png",
          "portable photo.tiff resize:800x/jpeg",
          "portable moving.gif resize:240x/gif");

  @TempDir private static Path folder;
  private static ImageEngine engine;

  @BeforeAll
  static void files() throws IOException {
    engine = ImageEngine.open(EngineConfig.defaults().withoutTurbo());
    Assumptions.assumeTrue(engine.describe().lanes().size() > 1, "libvips does not load here");
    Assumptions.assumeTrue(
        Files.isWritable(Path.of("/proc/self/clear_refs")), "the peak cannot be read here");
    byte[] photo = Fixtures.encoded(grained(4000, 3000), "jpeg");
    Files.write(folder.resolve("photo.jpeg"), photo);
    write("photo.webp", photo, "webp:effort=0");
    write("moving.gif", Fixtures.animatedGif(600, 450, 24), "gif");
    if (ALL) {
      write("progressive.jpeg", photo, "jpeg:progressive");
      write("photo.png", photo, "png:compression=1");
      write("photo.avif", photo, "resize:3000x/avif:effort=0");
      write("photo.tiff", photo, "tiff");
      write("photo.bmp", photo, "bmp");
      write("moving.webp", Fixtures.animatedGif(600, 450, 24), "webp");
    }
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void aRenderTakesWhatItsPlanSays() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String line : ALL ? TABLE : SOME) {
      String[] row = line.split(" ", 3);
      long[] seen = measured(row[0], folder.resolve(row[1]), row[2]);
      long off = seen[0] - seen[1];
      if (ALL) {
        Files.writeString(
            Path.of("target", "memory.txt"),
            "%5d MB estimated %5d MB taken %+5d %%  %s%n"
                .formatted(seen[0] >> 20, seen[1] >> 20, off * 100 / seen[1], line),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      if (Math.abs(off) > Math.max(SMALL, seen[1] / 5)) {
        wrong.add(line + ": " + (seen[0] >> 20) + " MB, but took " + (seen[1] >> 20));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static long[] measured(String lane, Path file, String recipe) throws Exception {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx768m",
            "-cp",
            classes,
            MemoryProbe.class.getName(),
            lane,
            file.toString(),
            recipe,
            folder.resolve("out").toString());
    command.environment().put("MALLOC_ARENA_MAX", "2");
    Path out = folder.resolve("out");
    command.redirectErrorStream(true).redirectOutput(folder.resolve("err").toFile());
    Process process = command.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("err"))).isZero();
    return Arrays.stream(Files.readString(out).strip().split(" "))
        .mapToLong(Long::parseLong)
        .toArray();
  }

  /** A picture whose files are about as long as a photograph's. */
  private static BufferedImage grained(int width, int height) {
    BufferedImage image = Fixtures.picture(width, height);
    Random random = new Random(5);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        row[x] ^= random.nextInt(8) * 0x010101;
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  private static void write(String name, byte[] source, String recipe) throws IOException {
    ByteBuffer bytes =
        engine
            .render(ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults())
            .bytes();
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }
}
