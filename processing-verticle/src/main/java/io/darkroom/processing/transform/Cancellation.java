package io.darkroom.processing.transform;

import io.darkroom.engine.CancelToken;

/** Stops a piece of work wherever it is: in line, or in the engine. Confined to one thread. */
public final class Cancellation {
  private final CancelToken token = new CancelToken();
  private Runnable leave = () -> {};

  /** Asks the work to stop. */
  public void cancel() {
    token.cancel();
    leave.run();
  }

  /** Whether it was asked. */
  public boolean isCancelled() {
    return token.cancelled();
  }

  /** What the engine looks at. */
  CancelToken token() {
    return token;
  }

  /** What to do, besides, while the work waits for a worker. */
  void whileWaiting(Runnable action) {
    leave = action;
    if (token.cancelled()) {
      action.run();
    }
  }
}
