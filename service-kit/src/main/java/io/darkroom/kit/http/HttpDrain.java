package io.darkroom.kit.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a server go down without cutting answers off: requests in flight may finish, streams that
 * would never finish are asked to end. Safe for use by any thread.
 */
public final class HttpDrain {
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Set<Runnable> streams = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean draining = new AtomicBoolean();

  /** A router handler that counts a request until its answer has ended. */
  public void track(RoutingContext ctx) {
    inFlight.incrementAndGet();
    ctx.addEndHandler(ended -> inFlight.decrementAndGet());
    if (draining.get() && ctx.request().version() == io.vertx.core.http.HttpVersion.HTTP_1_1) {
      ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    ctx.next();
  }

  /**
   * Registers an endless answer. At drain {@code end} is called, which should send a farewell and
   * end it; the returned handle is to be run when the stream ends by itself.
   */
  public Runnable openStream(Runnable end) {
    if (draining.get()) {
      end.run();
      return () -> {};
    }
    streams.add(end);
    if (draining.get() && streams.remove(end)) {
      end.run();
    }
    return () -> streams.remove(end);
  }

  /** How many requests are being answered. */
  public int inFlight() {
    return inFlight.get();
  }

  /** Whether the server goes down. */
  public boolean draining() {
    return draining.get();
  }

  /** Ends the streams, waits for the requests in flight up to the grace, and closes the server. */
  public Future<Void> drain(HttpServer server, Duration grace) {
    draining.set(true);
    for (Runnable end : List.copyOf(streams)) {
      if (streams.remove(end)) {
        end.run();
      }
    }
    return server.shutdown(Math.max(1, grace.toMillis()), TimeUnit.MILLISECONDS);
  }
}
