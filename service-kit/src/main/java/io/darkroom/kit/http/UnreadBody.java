package io.darkroom.kit.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What to do with the rest of a body nobody wants: read on for a while, so that the client gets to
 * see the answer instead of a broken connection, but not for ever.
 */
public final class UnreadBody {
  private static final long MOST = 16L << 20;

  private UnreadBody() {}

  /** Reads what is left of a body and throws it away; hangs up when it does not end. */
  public static void discard(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    AtomicLong read = new AtomicLong();
    try {
      request.handler(chunk -> count(request, chunk, read));
      request.resume();
    } catch (IllegalStateException ended) {
      // The body ended between the question and the answer: nothing is left to read.
      read.set(0);
    }
  }

  private static void count(HttpServerRequest request, Buffer chunk, AtomicLong read) {
    if (read.addAndGet(chunk.length()) > MOST) {
      request.connection().close();
    }
  }
}
