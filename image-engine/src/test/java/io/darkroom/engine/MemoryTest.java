package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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

  /** What else a process does only adds: one that took too much is started again, so often. */
  private static final int REPEATS = 2;

  private static final List<String> SOME =
      List.of(
          "libvips photo.jpeg resize:800x/jpeg",
          "libvips photo.jpeg rotate:90/jpeg",
          "libvips photo.webp resize:800x/webp",
          "libvips progressive.jpeg resize:800x/png",
          "libvips moving.gif resize:240x/gif",
          "turbo photo.jpeg resize:800x/jpeg",
          "turbo progressive.jpeg resize:800x/jpeg",
          "turbo photo.jpeg grayscale/jpeg");

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
          "libvips progressive.jpeg resize:800x/png",
          "libvips progressive.jpeg resize:800x/jpeg:meta=keep",
          "libvips large.jpeg resize:2000x/png",
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
          "libvips moving.gif resize:240x,fit=cover,height=240/webp",
          "libvips moving.gif blur:2/webp",
          "libvips moving.gif grayscale/webp",
          "libvips moving.gif flip/resize:240x/webp",
          "libvips moving.gif resize:240x/jpeg",
          "libvips moving.webp resize:240x/webp",
          "libvips moving.webp resize:240x,fit=cover,height=240/webp",
          "libvips moving.webp gif",
          "libvips moving.webp rotate:90/webp",
          "libvips larger.webp webp",
          "libvips larger.webp blur:2/webp",
          "libvips longer.gif flip/webp",
          "libvips longer.gif blur:2/webp",
          "libvips longer.gif resize:240x/webp",
          "libvips larger.webp resize:240x/webp",
          "turbo photo.jpeg resize:200x/webp",
          "turbo photo.jpeg resize:800x/jpeg",
          "turbo photo.jpeg resize:1600x/jpeg",
          "turbo progressive.jpeg resize:200x/webp",
          "turbo progressive.jpeg resize:800x/jpeg",
          "turbo progressive.jpeg resize:800x/jpeg:chroma=444",
          "turbo progressive.jpeg resize:1600x/jpeg",
          "turbo photo.jpeg resize:1600x/jpeg:chroma=444",
          "turbo large.jpeg resize:400x/jpeg",
          "turbo large.jpeg resize:2000x/jpeg",
          "turbo photo.jpeg grayscale/jpeg",
          "turbo photo.jpeg grayscale/rotate:90/jpeg",
          "turbo photo.jpeg resize:1600x/rotate:90/watermark:img_1,tile/jpeg",
          "turbo small.jpeg grayscale/blur:5/jpeg",
          "turbo small.webp jpeg",
          "turbo small.webp resize:800x/jpeg",
          "turbo small.webp rotate:90/watermark:img_1/jpeg",
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
    write("moving.gif", striped(), "gif");
    write("progressive.jpeg", photo, "jpeg:progressive");
    if (ALL) {
      write("large.jpeg", photo, "resize:11000x/jpeg");
      write("small.jpeg", photo, "resize:2300x/jpeg");
      write("small.webp", photo, "resize:2300x/webp");
      write("photo.png", photo, "png:compression=1");
      write("photo.avif", photo, "resize:3000x/avif:effort=0");
      write("photo.tiff", photo, "tiff");
      write("photo.bmp", photo, "bmp");
      write("moving.webp", striped(), "webp");
      write("larger.webp", striped(), "resize:900x/webp");
      write("longer.gif", striped(), "resize:1000x/gif");
    }
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void aRenderTakesWhatItsPlanSays() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = ALL ? TABLE : SOME;
    List<Taken> all = lines.parallelStream().map(MemoryTest::measured).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Taken seen = all.get(i);
      for (int more = 0; more < REPEATS && seen.tooMuch(); more++) {
        seen = measured(lines.get(i));
      }
      long off = seen.estimate - seen.bytes;
      if (ALL) {
        Files.writeString(
            Path.of("target", "memory.txt"),
            "%5d MB estimated %5d MB taken %+5d %%  %s%n"
                .formatted(seen.estimate >> 20, seen.bytes >> 20, off * 100 / seen.bytes, line),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      if (seen.tooMuch() || off > seen.tolerance()) {
        wrong.add(line + ": " + (seen.estimate >> 20) + " MB, but took " + (seen.bytes >> 20));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private record Taken(long estimate, long bytes) {
    private long tolerance() {
      return Math.max(SMALL, bytes / 5);
    }

    private boolean tooMuch() {
      return bytes - estimate > tolerance();
    }
  }

  private static Taken measured(String line) {
    try {
      String[] row = line.split(" ", 3);
      return measured(row[0], folder.resolve(row[1]), row[2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Taken measured(String lane, Path file, String recipe)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "taken", ".txt");
    Path said = Files.createTempFile(folder, "said", ".txt");
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-XX:+UseSerialGC",
            // the other compiler takes up to 15 MB for itself, whenever it comes to run
            "-XX:TieredStopAtLevel=1",
            "-Xms64m",
            "-Xmx768m",
            "-cp",
            classes,
            MemoryProbe.class.getName(),
            lane,
            file.toString(),
            recipe,
            out.toString());
    // as ./darkroom starts it
    command.environment().put("MALLOC_ARENA_MAX", "2");
    command.environment().put("MALLOC_TRIM_THRESHOLD_", "33554432");
    command.environment().put("MALLOC_MMAP_THRESHOLD_", "16777216");
    command.redirectErrorStream(true).redirectOutput(said.toFile());
    Process process = command.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    String[] numbers = Files.readString(out).split(" ", 2);
    return new Taken(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
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

  /** An animation of which every second column stays, so that its file has transparent pixels. */
  private static byte[] striped() {
    List<BufferedImage> frames = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      BufferedImage frame = new BufferedImage(600, 450, BufferedImage.TYPE_BYTE_INDEXED);
      for (int y = 0; y < frame.getHeight(); y++) {
        for (int x = 0; x < frame.getWidth(); x++) {
          frame.setRGB(x, y, x % 2 == 0 ? 0xff993300 : 0xff000000 | (40 + 8 * i) * 0x010101);
        }
      }
      frames.add(frame);
    }
    return Gifs.of(frames);
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
