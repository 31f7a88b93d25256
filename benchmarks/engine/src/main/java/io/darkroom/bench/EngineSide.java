package io.darkroom.bench;

import com.sun.management.OperatingSystemMXBean;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.engine.EngineLimits;
import io.darkroom.engine.ImageEngine;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.RenderOutcome;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** The engine, through its public face, on one row. */
final class EngineSide implements Side {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final ImageEngine engine;
  private final Row row;
  private final ByteBuffer source;
  private final ByteBuffer mark;
  private final boolean together;

  /**
   * @param together whether several recipes are rendered in one call
   */
  EngineSide(ImageEngine engine, Row row, ByteBuffer source, ByteBuffer mark, boolean together) {
    this.engine = engine;
    this.row = row;
    this.source = source;
    this.mark = mark;
    this.together = together;
  }

  @Override
  public Slice run(int callers, long millis) {
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      long until = start + millis * 1_000_000;
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        counts.add(threads.submit(() -> work(until)));
      }
      long images = 0;
      for (Future<Long> count : counts) {
        images += count.get();
      }
      double elapsed = (System.nanoTime() - start) / 1e6;
      return new Slice(images, elapsed, (SYSTEM.getProcessCpuTime() - cpu) / 1e6);
    } catch (ExecutionException e) {
      throw new IllegalStateException(row.name() + " failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether the engine's lanes can do this row. */
  boolean able() {
    try {
      ranOn();
      return true;
    } catch (FailureException refused) {
      return false;
    }
  }

  /** The lane that the engine picks. */
  String ranOn() {
    ImageInfo info = engine.probe(ImageSource.of(source.duplicate()));
    return engine.plan(info, row.recipe(), EngineLimits.defaults()).engineLane();
  }

  /** The lanes that make the recipes of this row together. */
  String ranTogetherOn() {
    return engine
        .renderAll(ImageSource.of(source.duplicate()), row.recipes(), RenderOptions.defaults())
        .stream()
        .map(outcome -> outcome.orThrow().engineLane())
        .distinct()
        .collect(Collectors.joining("+"));
  }

  /** The files of this row, one for each recipe. */
  List<byte[]> results() {
    List<byte[]> files = new ArrayList<>();
    for (ByteBuffer bytes : once()) {
      byte[] file = new byte[bytes.remaining()];
      bytes.duplicate().get(file);
      files.add(file);
    }
    return files;
  }

  private long work(long until) {
    long images = 0;
    do {
      once();
      images++;
    } while (System.nanoTime() < until);
    return images;
  }

  private List<ByteBuffer> once() {
    RenderOptions options =
        RenderOptions.defaults().withImages(id -> ImageSource.of(mark.duplicate()));
    ImageSource image = ImageSource.of(source.duplicate());
    if (together) {
      return engine.renderAll(image, row.recipes(), options).stream()
          .map(RenderOutcome::orThrow)
          .map(result -> result.bytes())
          .toList();
    }
    return row.recipes().stream()
        .map(recipe -> engine.render(image, recipe, options).bytes())
        .toList();
  }
}
