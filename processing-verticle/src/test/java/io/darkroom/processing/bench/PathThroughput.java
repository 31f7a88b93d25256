package io.darkroom.processing.bench;

import com.sun.management.OperatingSystemMXBean;
import io.darkroom.codecs.message.Outcome.Succeeded;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.ImageEngine;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import io.darkroom.kit.blob.StoredBlob;
import io.darkroom.processing.testing.Pictures;
import io.darkroom.processing.testing.Platform;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same images through the bare engine on two threads and through the whole service with two
 * workers (broker, blob store, cache), in turns, so that other load on the machine hits both alike.
 */
final class PathThroughput {
  private static final Logger log = LoggerFactory.getLogger(PathThroughput.class);
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int WORKERS = 2;
  private static final int WARM_UP = 3;

  private final Platform platform;
  private final List<StoredBlob> photos = new ArrayList<>();

  private PathThroughput(Platform platform, int images, int width) {
    this.platform = platform;
    byte[] photo = Pictures.grainyJpeg(width, width * 3 / 4, 1);
    for (int i = 0; i < images; i++) {
      photos.add(platform.store(numbered(photo, i)));
    }
  }

  /** Arguments: images a round, rounds, batches taken ahead, width of the images. */
  public static void main(String[] args) throws Exception {
    int images = args.length > 0 ? Integer.parseInt(args[0]) : 120;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    String ahead = args.length > 2 ? args[2] : "2";
    int width = args.length > 3 ? Integer.parseInt(args[3]) : 2_000;
    Path folder = Files.createTempDirectory("path-throughput");
    try (Platform platform = new Platform(folder);
        ImageEngine engine = ImageEngine.open(EngineConfig.defaults())) {
      platform.startDirect("processing.slots=" + WORKERS, "processing.ahead=" + ahead);
      PathThroughput bench = new PathThroughput(platform, images, width);
      for (int round = 0; round < rounds; round++) {
        // Another width each round: nothing is found in a cache.
        String recipe = "resize:" + (800 + round) + "x600/jpeg:q=80";
        Rate raw = bench.measured(() -> bench.raw(engine, recipe));
        Rate path = bench.measured(() -> bench.path(recipe));
        log.atInfo()
            .addKeyValue("warmUp", round < WARM_UP)
            .addKeyValue("raw", raw)
            .addKeyValue("path", path)
            .addKeyValue("percent", Math.round(100 * path.perSecond() / raw.perSecond()))
            .log("round");
      }
    }
    // The embedded broker's threads would keep the process alive.
    Runtime.getRuntime().exit(0);
  }

  /** The same picture in a file of its own: a comment is put behind the first marker. */
  private static byte[] numbered(byte[] jpeg, int number) {
    return ByteBuffer.allocate(jpeg.length + 8)
        .put(jpeg, 0, 2)
        .putInt(0xfffe0006)
        .putInt(number)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /**
   * What a round gave.
   *
   * @param cpuMillis of all threads of this process, broker and clients included, for one image
   */
  private record Rate(double perSecond, double cpuMillis) {
    @Override
    public String toString() {
      return "%.1f/s, %.1f ms CPU".formatted(perSecond, cpuMillis);
    }
  }

  private interface Round {
    void run() throws InterruptedException;
  }

  private Rate measured(Round round) throws InterruptedException {
    long cpu = SYSTEM.getProcessCpuTime();
    long from = System.nanoTime();
    round.run();
    double seconds = (System.nanoTime() - from) / 1e9;
    double cpuMillis = (SYSTEM.getProcessCpuTime() - cpu) / 1e6;
    return new Rate(photos.size() / seconds, cpuMillis / photos.size());
  }

  private void raw(ImageEngine engine, String text) throws InterruptedException {
    Recipe recipe = Recipes.parseText(text);
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<Integer>> all =
          photos.stream().map(p -> threads.submit(() -> render(engine, p, recipe))).toList();
      for (Future<Integer> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private int render(ImageEngine engine, StoredBlob photo, Recipe recipe) throws IOException {
    Path file = platform.blobs.localPath(photo.sha256()).orElseThrow();
    try (ImageSource source = ImageSource.of(file)) {
      return engine.render(source, recipe, RenderOptions.defaults()).bytes().remaining();
    }
  }

  private void path(String recipe) {
    int before = platform.outcomes.of(Succeeded.class).size();
    platform.sendAll(photos.stream().map(photo -> platform.batch(photo, recipe)).toList());
    // Asserting would describe the list at every look, which costs more than the work measured.
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> platform.outcomes.of(Succeeded.class).size() >= before + photos.size());
  }
}
