package io.darkroom.load.drive;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** A fixed number of clients that each go a long way over and over, until all ways are gone. */
public final class Journeys {
  private final Supplier<Future<Void>> journey;
  private final Recorder recorder = new Recorder();
  private final Promise<Void> done = Promise.promise();
  private int left;
  private int running;

  private Journeys(int count, Supplier<Future<Void>> journey) {
    this.left = count;
    this.journey = journey;
  }

  /** Runs this many journeys; the first failures' messages become the kinds of error. */
  public static Future<Measurement> run(
      Vertx vertx, int clients, int count, Supplier<Future<Void>> journey) {
    Journeys journeys = new Journeys(count, journey);
    Promise<Measurement> result = Promise.promise();
    vertx.runOnContext(
        _ -> {
          long start = System.nanoTime();
          journeys
              .drive(Math.min(clients, count))
              .map(
                  _ ->
                      journeys.recorder.finish(
                          "journeys", clients, (System.nanoTime() - start) / 1e9))
              .onComplete(result);
        });
    return result.future();
  }

  private Future<Void> drive(int clients) {
    running = clients;
    for (int i = 0; i < clients; i++) {
      next();
    }
    return done.future();
  }

  private void next() {
    if (left == 0) {
      running--;
      if (running == 0) {
        done.complete();
      }
      return;
    }
    left--;
    long start = System.nanoTime();
    journey
        .get()
        .onSuccess(_ -> recorder.success(System.nanoTime() - start))
        .onFailure(failure -> recorder.error(String.valueOf(failure.getMessage())))
        .onComplete(_ -> next());
  }
}
