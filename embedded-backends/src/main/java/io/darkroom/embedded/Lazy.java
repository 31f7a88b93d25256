package io.darkroom.embedded;

import java.util.function.Supplier;

/** A server that is started when first asked for, once, and closed if it ever was. */
final class Lazy<T extends AutoCloseable> implements AutoCloseable {
  private final Supplier<T> start;
  private T started;

  Lazy(Supplier<T> start) {
    this.start = start;
  }

  synchronized T get() {
    if (started == null) {
      started = start.get();
    }
    return started;
  }

  @Override
  public synchronized void close() {
    try {
      if (started != null) {
        started.close();
      }
    } catch (Exception e) {
      throw new BackendException("a test backend did not stop", e);
    }
  }
}
