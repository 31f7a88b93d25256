package io.darkroom.load.drive;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Calls start at a fixed rate whether or not earlier ones were answered. A latency counts from the
 * moment its call was due, so a platform that stalls cannot hide the calls it held up.
 */
public final class OpenLoop {
  private static final int MOST_WAITING = 200_000;

  private final Connections connections;
  private final Supplier<Call> calls;
  private final double nanosPerCall;
  private final Recorder recorder = new Recorder();
  private final Promise<Void> done = Promise.promise();
  private final Deque<HttpClientConnection> idle = new ArrayDeque<>();
  private final Deque<Long> waiting = new ArrayDeque<>();
  private long begin;
  private long countFrom;
  private long end;
  private long issued;
  private int inFlight;

  private OpenLoop(Connections connections, Supplier<Call> calls, double perSecond) {
    this.connections = connections;
    this.calls = calls;
    this.nanosPerCall = 1e9 / perSecond;
  }

  /**
   * Runs on one event loop of this Vert.x and closes the connections afterwards.
   *
   * @param perSecond calls started a second
   */
  public static Future<Measurement> run(
      Vertx vertx,
      Connections connections,
      int count,
      double perSecond,
      Pace pace,
      Supplier<Call> calls) {
    OpenLoop loop = new OpenLoop(connections, calls, perSecond);
    Promise<Measurement> result = Promise.promise();
    String name = "%.0f a second".formatted(perSecond);
    vertx.runOnContext(
        _ ->
            connections
                .open(count)
                .compose(open -> loop.drive(vertx, open, pace))
                .compose(_ -> loop.closeIdle())
                .map(_ -> loop.recorder.finish(name, count, pace.seconds()))
                .onComplete(result));
    return result.future();
  }

  private Future<Void> drive(Vertx vertx, List<HttpClientConnection> open, Pace pace) {
    idle.addAll(open);
    begin = System.nanoTime();
    countFrom = begin + pace.warmUp().toNanos();
    end = countFrom + pace.counted().toNanos();
    vertx.setPeriodic(
        1,
        timer -> {
          issueDue();
          if (System.nanoTime() - end >= 0 && inFlight == 0 && waiting.isEmpty()) {
            vertx.cancelTimer(timer);
            done.tryComplete();
          }
        });
    return done.future();
  }

  private void issueDue() {
    long until = Math.min(System.nanoTime(), end);
    while (true) {
      long due = begin + (long) (issued * nanosPerCall);
      if (due - until >= 0) {
        return;
      }
      issued++;
      if (!idle.isEmpty()) {
        send(idle.poll(), due);
      } else if (waiting.size() < MOST_WAITING) {
        waiting.add(due);
      } else {
        recorder.error("not sent");
      }
    }
  }

  private void send(HttpClientConnection connection, long due) {
    inFlight++;
    Sender.send(connection, calls.get())
        .onSuccess(
            error -> {
              inFlight--;
              record(due, error);
              if (error == null || error.startsWith("status")) {
                free(connection);
              } else {
                replace(connection);
              }
            });
  }

  private void record(long due, String error) {
    if (error != null) {
      recorder.error(error);
    } else if (due - countFrom >= 0) {
      recorder.success(System.nanoTime() - due);
    }
  }

  /** Oldest connection first, so that all of them stay in use. */
  private void free(HttpClientConnection connection) {
    if (waiting.isEmpty()) {
      idle.add(connection);
    } else {
      send(connection, waiting.poll());
    }
  }

  private void replace(HttpClientConnection broken) {
    inFlight++;
    broken
        .close()
        .transform(_ -> connections.open())
        .onComplete(_ -> inFlight--)
        .onSuccess(this::free)
        .onFailure(_ -> recorder.error("no connection"));
  }

  private Future<Void> closeIdle() {
    return Future.join(idle.stream().map(HttpClientConnection::close).toList()).mapEmpty();
  }
}
