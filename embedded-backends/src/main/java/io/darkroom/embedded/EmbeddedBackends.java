package io.darkroom.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** PostgreSQL, Redis and the broker of one platform, in one locked data folder. */
public final class EmbeddedBackends implements AutoCloseable {
  private final FolderLock lock;
  private final EmbeddedPostgres postgres;
  private final EmbeddedRedis redis;
  private final EmbeddedBroker broker;

  private EmbeddedBackends(
      FolderLock lock, EmbeddedPostgres postgres, EmbeddedRedis redis, EmbeddedBroker broker) {
    this.lock = lock;
    this.postgres = postgres;
    this.redis = redis;
    this.broker = broker;
  }

  /**
   * Starts all three at once and blocks until they are ready.
   *
   * @throws BackendException when one does not start, or another platform uses the folder; nothing
   *     is left running then
   */
  public static EmbeddedBackends start(EmbeddedBackendsConfig config) {
    FolderLock lock = FolderLock.take(config.data());
    List<AutoCloseable> started = new ArrayList<>(List.of(lock));
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<EmbeddedPostgres> postgres =
          threads.submit(() -> EmbeddedPostgres.start(config.postgres()));
      Future<EmbeddedRedis> redis = threads.submit(() -> EmbeddedRedis.start(config.redis()));
      Future<EmbeddedBroker> broker = threads.submit(() -> EmbeddedBroker.start(config.broker()));
      List<BackendException> failures = new ArrayList<>();
      for (Future<? extends AutoCloseable> part : List.of(postgres, redis, broker)) {
        collect(part, started, failures);
      }
      if (!failures.isEmpty()) {
        throw failures.getFirst();
      }
      return new EmbeddedBackends(
          lock, postgres.resultNow(), redis.resultNow(), broker.resultNow());
    } catch (BackendException e) {
      started.reversed().forEach(part -> closeAfter(e, part));
      throw e;
    }
  }

  private static void collect(
      Future<? extends AutoCloseable> part,
      List<AutoCloseable> started,
      List<BackendException> failures) {
    try {
      started.add(part.get());
    } catch (ExecutionException e) {
      failures.add(
          e.getCause() instanceof BackendException reason
              ? reason
              : new BackendException("a backend did not start: " + e.getCause(), e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failures.add(new BackendException("interrupted while starting the backends", e));
    }
  }

  private static void closeAfter(BackendException failure, AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /** Where PostgreSQL is reached. */
  public PostgresAddress postgres() {
    return postgres.address();
  }

  /** Where Redis is reached. */
  public RedisAddress redis() {
    return redis.address();
  }

  /** Where the broker is reached. */
  public BrokerAddress broker() {
    return broker.address();
  }

  /** Stops all three, then frees the folder. */
  @Override
  public void close() {
    BackendException failure = new BackendException("a backend did not stop cleanly");
    List<Future<?>> stops;
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      stops =
          List.of(
              threads.submit(broker::close),
              threads.submit(redis::close),
              threads.submit(postgres::close));
    }
    stops.forEach(stop -> closeAfter(failure, stop::get));
    closeAfter(failure, lock);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
