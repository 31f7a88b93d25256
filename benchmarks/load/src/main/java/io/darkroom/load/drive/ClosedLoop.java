package io.darkroom.load.drive;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientConnection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every connection sends its next call as soon as it has the answer to the last: shows the highest
 * rate, and latencies only at that rate. A connection that breaks is replaced.
 */
public final class ClosedLoop {
  private final Connections connections;
  private final Supplier<Call> calls;
  private final Recorder recorder = new Recorder();
  private final Promise<Void> done = Promise.promise();
  private long countFrom;
  private long end;
  private int running;

  private ClosedLoop(Connections connections, Supplier<Call> calls) {
    this.connections = connections;
    this.calls = calls;
  }

  /** Runs on one event loop of this Vert.x and closes the connections afterwards. */
  public static Future<Measurement> run(
      Vertx vertx, Connections connections, int count, Pace pace, Supplier<Call> calls) {
    ClosedLoop loop = new ClosedLoop(connections, calls);
    Promise<Measurement> result = Promise.promise();
    vertx.runOnContext(
        _ ->
            connections
                .open(count)
                .compose(open -> loop.drive(open, pace))
                .map(_ -> loop.recorder.finish("closed loop", count, pace.seconds()))
                .onComplete(result));
    return result.future();
  }

  private Future<Void> drive(List<HttpClientConnection> open, Pace pace) {
    countFrom = System.nanoTime() + pace.warmUp().toNanos();
    end = countFrom + pace.counted().toNanos();
    running = open.size();
    open.forEach(this::next);
    return done.future();
  }

  private void next(HttpClientConnection connection) {
    long start = System.nanoTime();
    if (start - end >= 0) {
      connection.close().onComplete(_ -> oneLess());
      return;
    }
    Sender.send(connection, calls.get())
        .onSuccess(
            error -> {
              record(start, error);
              if (error == null || error.startsWith("status")) {
                next(connection);
              } else {
                replace(connection);
              }
            });
  }

  private void record(long start, String error) {
    long now = System.nanoTime();
    if (error != null) {
      recorder.error(error);
    } else if (now - countFrom >= 0 && now - end < 0) {
      recorder.success(now - start);
    }
  }

  private void replace(HttpClientConnection broken) {
    broken
        .close()
        .transform(_ -> connections.open())
        .onSuccess(this::next)
        .onFailure(
            _ -> {
              recorder.error("no connection");
              oneLess();
            });
  }

  private void oneLess() {
    running--;
    if (running == 0) {
      done.tryComplete();
    }
  }
}
