package io.darkroom.processing.bench;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same images through the bare engine on two threads and through the whole service with two
 * workers (broker, blob store, cache), in turns, so that other load on the machine hits both alike.
 */
final class PathThroughput {
  private static final Logger log = LoggerFactory.getLogger(PathThroughput.class);
  private static final int WORKERS = 2;

  private final Platform platform;
  private final List<StoredBlob> photos = new ArrayList<>();

  private PathThroughput(Platform platform, int images) {
    this.platform = platform;
    for (int i = 0; i < images; i++) {
      photos.add(platform.store(Pictures.jpeg(2_000, 1_500, i)));
    }
  }

  /** Arguments: images a round, rounds, batches taken ahead. */
  public static void main(String[] args) throws Exception {
    int images = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 4;
    String ahead = args.length > 2 ? args[2] : "2";
    Path folder = Files.createTempDirectory("path-throughput");
    try (Platform platform = new Platform(folder);
        ImageEngine engine = ImageEngine.open(EngineConfig.defaults())) {
      platform.start("processing.slots=" + WORKERS, "processing.ahead=" + ahead);
      PathThroughput bench = new PathThroughput(platform, images);
      for (int round = 0; round < rounds; round++) {
        // Another width each round: nothing is found in a cache.
        String recipe = "resize:" + (800 + round) + "x600/jpeg:q=80";
        double raw = bench.raw(engine, recipe);
        double path = bench.path(recipe);
        log.atInfo()
            .addKeyValue("warmUp", round == 0)
            .addKeyValue("rawPerSecond", Math.round(raw * 10) / 10.0)
            .addKeyValue("pathPerSecond", Math.round(path * 10) / 10.0)
            .addKeyValue("percent", Math.round(100 * path / raw))
            .log("round");
      }
    }
    // The embedded broker's threads would keep the process alive.
    Runtime.getRuntime().exit(0);
  }

  private double raw(ImageEngine engine, String text) throws InterruptedException {
    Recipe recipe = Recipes.parseText(text);
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      long from = System.nanoTime();
      List<Future<Integer>> all =
          photos.stream().map(p -> threads.submit(() -> render(engine, p, recipe))).toList();
      for (Future<Integer> one : all) {
        one.get();
      }
      return perSecond(from);
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

  private double path(String recipe) {
    int before = platform.outcomes.of(Succeeded.class).size();
    long from = System.nanoTime();
    platform.sendAll(photos.stream().map(photo -> platform.batch(photo, recipe)).toList());
    platform.outcomes.await(Succeeded.class, before + photos.size());
    return perSecond(from);
  }

  private double perSecond(long from) {
    return photos.size() * 1e9 / (System.nanoTime() - from);
  }
}
