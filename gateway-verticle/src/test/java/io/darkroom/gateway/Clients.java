package io.darkroom.gateway;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What clients got that ask again as soon as they have their answer, or a moment after a refusal.
 *
 * @param sortedMillis how long each answer of a service took
 * @param refused every other answer
 */
record Clients(List<Long> sortedMillis, List<HttpResponse<String>> refused) {
  private static final long BACKOFF_NANOS = 100_000_000;

  /** So many clients send so many requests together. */
  static Clients run(GatewayFixture gateway, String path, int clients, int requests)
      throws Exception {
    List<Long> millis = new ArrayList<>();
    List<HttpResponse<String>> refused = new ArrayList<>();
    AtomicInteger left = new AtomicInteger(requests);
    HttpRequest request = gateway.signedIn(path).build();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(
            threads.submit(
                () -> {
                  while (left.decrementAndGet() >= 0) {
                    long before = System.nanoTime();
                    HttpResponse<String> answer =
                        gateway.client().send(request, BodyHandlers.ofString());
                    long took = (System.nanoTime() - before) / 1_000_000;
                    boolean served = answer.statusCode() == 200;
                    synchronized (millis) {
                      if (served) {
                        millis.add(took);
                      } else {
                        refused.add(answer);
                      }
                    }
                    if (!served) {
                      LockSupport.parkNanos(BACKOFF_NANOS);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
    return new Clients(millis.stream().sorted().toList(), refused);
  }

  int served() {
    return sortedMillis.size();
  }

  long medianMillis() {
    return sortedMillis.get(served() / 2);
  }
}
