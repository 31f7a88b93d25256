package io.darkroom.kit.discovery;

import io.vertx.core.net.endpoint.InteractionMetrics;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How busy one instance is, and whether it refused a connection a moment ago. */
final class ServerLoad implements InteractionMetrics<AtomicBoolean> {
  private final Duration pause;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean ejected;
  private volatile long until;

  ServerLoad(Duration pause) {
    this.pause = pause;
  }

  @Override
  public AtomicBoolean initiateRequest() {
    inFlight.incrementAndGet();
    return new AtomicBoolean();
  }

  @Override
  public void reportFailure(AtomicBoolean over, Throwable failure) {
    finish(over);
    if (failure instanceof ConnectException) {
      until = System.nanoTime() + pause.toNanos();
      ejected = true;
    }
  }

  @Override
  public void reportResponseBegin(AtomicBoolean over) {
    ejected = false;
  }

  @Override
  public void reportResponseEnd(AtomicBoolean over) {
    finish(over);
  }

  int inFlight() {
    return inFlight.get();
  }

  boolean isEjected() {
    return ejected && System.nanoTime() - until < 0;
  }

  private void finish(AtomicBoolean over) {
    if (over.compareAndSet(false, true)) {
      inFlight.decrementAndGet();
    }
  }
}
