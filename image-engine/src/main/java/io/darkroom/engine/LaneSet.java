package io.darkroom.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes of an installation.
 *
 * @param open the one to ask first first
 * @param missing why the others are not there, by name
 */
record LaneSet(List<Lane> open, Map<String, String> missing) {
  private static final Logger LOG = LoggerFactory.getLogger(LaneSet.class);
  private static final long SECONDS = 60;

  LaneSet {
    open = List.copyOf(open);
    missing = Map.copyOf(missing);
  }

  /** Opens what is wanted, all at once, since loading native libraries takes a while. */
  static LaneSet open(EngineConfig config) {
    List<LaneProvider> providers =
        ServiceLoader.load(LaneProvider.class, LaneSet.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparingInt(LaneProvider::rank).reversed())
            .toList();
    List<Future<LaneOpening>> openings = openAll(providers, config);
    List<Lane> open = new ArrayList<>();
    Map<String, String> missing = new TreeMap<>();
    for (int i = 0; i < openings.size(); i++) {
      switch (outcome(openings.get(i))) {
        case LaneOpening.Open(Lane lane) -> open.add(lane);
        case LaneOpening.Unavailable(String reason) -> missing.put(providers.get(i).name(), reason);
      }
    }
    return new LaneSet(open, missing);
  }

  private static List<Future<LaneOpening>> openAll(
      List<LaneProvider> providers, EngineConfig config) {
    List<Callable<LaneOpening>> work = new ArrayList<>();
    for (LaneProvider provider : providers) {
      work.add(
          () ->
              config.opens(provider.name())
                  ? provider.open(config)
                  : new LaneOpening.Unavailable(EngineDescription.SWITCHED_OFF));
    }
    ExecutorService openers = Executors.newCachedThreadPool(Thread.ofPlatform().factory());
    try {
      return openers.invokeAll(work, SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the image engine was opened", e);
    } finally {
      openers.shutdown();
    }
  }

  private static LaneOpening outcome(Future<LaneOpening> opening) {
    return switch (opening.state()) {
      case SUCCESS -> opening.resultNow();
      case FAILED -> {
        LOG.atError().setCause(opening.exceptionNow()).log("a lane failed to open");
        yield new LaneOpening.Unavailable("it failed to open");
      }
      case CANCELLED, RUNNING -> new LaneOpening.Unavailable("it took too long to open");
    };
  }
}
