package io.darkroom.kit.blob;

import io.vertx.core.Future;
import io.vertx.core.file.AsyncFile;
import java.util.concurrent.atomic.AtomicBoolean;

/** Closes a file once, however often it is asked to; the file itself refuses the second time. */
final class OnceClosing {
  private final AsyncFile file;
  private final AtomicBoolean closed = new AtomicBoolean();

  OnceClosing(AsyncFile file) {
    this.file = file;
  }

  Future<Void> close() {
    return closed.compareAndSet(false, true) ? file.close() : Future.succeededFuture();
  }
}
