package io.darkroom.testing;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures from the test's thread, generously, because machines may be busy. */
public final class Eventually {
  /** How long to wait for anything. */
  public static final Duration LIMIT = Duration.ofSeconds(90);

  private Eventually() {}

  /** The result of a future that must succeed. */
  public static <T> T get(Future<T> future) {
    try {
      return future.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within " + LIMIT, e);
    }
  }

  /** The failure of a future that must fail. */
  public static Throwable failure(Future<?> future) {
    return get(future.transform(result -> Future.succeededFuture(result.cause())));
  }
}
