package io.darkroom.gateway.proxy;

import io.darkroom.gateway.config.BreakerConfig;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops asking a service that only fails. Opens after so many failures without a success between
 * them; after a pause one request tries whether it is back. To be used from one event loop.
 */
public final class CircuitBreaker {
  private final BreakerConfig config;
  private final LongSupplier nanos;
  private int failures;
  private long openedAt;
  private boolean trying;
  private boolean hasBroken;
  private long lastBreak;

  /** Where a circuit stands. */
  public enum State {
    /** Requests pass. */
    CLOSED,
    /** Requests are refused. */
    OPEN,
    /** One request tries. */
    HALF_OPEN
  }

  /** A closed circuit. */
  public CircuitBreaker(BreakerConfig config, LongSupplier nanos) {
    this.config = config;
    this.nanos = nanos;
  }

  /** Whether a request may pass now. Whoever passes must report how it went. */
  public boolean tryPass() {
    return switch (state()) {
      case CLOSED -> true;
      case OPEN -> false;
      case HALF_OPEN -> {
        boolean first = !trying;
        trying = true;
        yield first;
      }
    };
  }

  /** The service answered. */
  public void succeeded() {
    failures = 0;
    trying = false;
  }

  /** The service did not answer. */
  public void failed() {
    failures++;
    if (trying || failures == config.failures()) {
      openedAt = nanos.getAsLong();
    }
    trying = false;
  }

  /**
   * The connection broke under a request that passed at a time of our clock. Whatever was under way
   * on an instance that died breaks at once and counts once: other instances may be well.
   */
  public void broke(long passedAt) {
    if (hasBroken && passedAt - lastBreak <= 0) {
      abandoned();
      return;
    }
    hasBroken = true;
    lastBreak = nanos.getAsLong();
    failed();
  }

  /** The time of our clock. */
  public long now() {
    return nanos.getAsLong();
  }

  /** The request ended without saying anything about the service. */
  public void abandoned() {
    trying = false;
  }

  /** Where the circuit stands. */
  public State state() {
    if (failures < config.failures()) {
      return State.CLOSED;
    }
    boolean paused = nanos.getAsLong() - openedAt < config.pause().toNanos();
    return paused ? State.OPEN : State.HALF_OPEN;
  }

  /** How long an open circuit stays so. */
  public Duration pause() {
    return config.pause();
  }
}
