package io.darkroom.engine;

/** Lets another thread stop a render. Thread-safe. */
public final class CancelToken {
  private volatile boolean cancelled;

  /** Asks the work to stop; it does so within a fraction of a second. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether it was asked to stop. */
  public boolean cancelled() {
    return cancelled;
  }
}
