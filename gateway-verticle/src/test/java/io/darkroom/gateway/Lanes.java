package io.darkroom.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Queue;

/** The behaviour of a service with so much capacity and no more: what comes on top waits. */
final class Lanes implements Handler<HttpServerRequest> {
  private final Vertx vertx;
  private final long millis;
  private final Queue<HttpServerRequest> waiting = new ArrayDeque<>();
  private int free;

  Lanes(Vertx vertx, int lanes, long millis) {
    this.vertx = vertx;
    this.free = lanes;
    this.millis = millis;
  }

  @Override
  public synchronized void handle(HttpServerRequest request) {
    if (free == 0) {
      waiting.add(request);
    } else {
      free--;
      work(request);
    }
  }

  private void work(HttpServerRequest request) {
    vertx.setTimer(millis, id -> done(request));
  }

  private synchronized void done(HttpServerRequest request) {
    request.response().end("{}");
    HttpServerRequest next = waiting.poll();
    if (next == null) {
      free++;
    } else {
      work(next);
    }
  }
}
