package io.darkroom.engine;

import io.darkroom.codecs.failure.FailureException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps callers free of native code that does not stop. Work runs on a thread of its own; a caller
 * whose time is over waits a moment for it to notice, then leaves it alone. What is left ends by
 * itself and takes its memory with it. As many pieces of work as there are places may be left at
 * once; when all are taken, callers stay with their work until it ends, so that it stays bounded
 * what goes on unseen.
 */
final class Detachment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Detachment.class);
  private static final long LOOK_MILLIS = 20;
  private static final long GRACE_NANOS = Duration.ofMillis(100).toNanos();

  private final int size;
  private final Semaphore places;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().name("darkroom-render-", 0).daemon().factory());

  Detachment(int places) {
    this.size = places;
    this.places = new Semaphore(places);
  }

  /** Pieces of work that were left alone and have not ended. */
  int left() {
    return size - places.availablePermits();
  }

  /** Does the work; it gets a source that stays open for as long as the work goes on. */
  <T> T run(ImageSource source, RenderOptions options, Function<ImageSource, T> work) {
    ImageSource held = source.lease();
    CompletableFuture<T> running;
    try {
      running =
          CompletableFuture.supplyAsync(
              () -> {
                try (held) {
                  return work.apply(held);
                }
              },
              threads);
    } catch (RuntimeException | Error notStarted) {
      held.close();
      throw notStarted;
    }
    boolean interrupted = false;
    try {
      long over = 0;
      while (true) {
        try {
          return running.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          FailureException stopped = stopped(options);
          over = stopped == null || over != 0 ? over : System.nanoTime();
          if (stopped != null && System.nanoTime() - over > GRACE_NANOS && leave(running)) {
            throw stopped;
          }
        } catch (InterruptedException e) {
          interrupted = true; // work is stopped by its token alone
        } catch (ExecutionException e) {
          throw rethrown(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  private boolean leave(CompletableFuture<?> running) {
    if (!places.tryAcquire()) {
      return false;
    }
    long since = System.nanoTime();
    running.whenComplete(
        (result, failure) -> {
          places.release();
          LOG.atInfo()
              .addKeyValue("millis", (System.nanoTime() - since) / 1_000_000)
              .log("native work went on after it was stopped");
        });
    return true;
  }

  private static FailureException stopped(RenderOptions options) {
    try {
      options.check();
      return null;
    } catch (FailureException over) {
      return over;
    }
  }

  private static RuntimeException rethrown(ExecutionException wrapper) {
    return switch (wrapper.getCause()) {
      case Error error -> throw error;
      case RuntimeException known -> known;
      case null, default -> new IllegalStateException(wrapper);
    };
  }
}
