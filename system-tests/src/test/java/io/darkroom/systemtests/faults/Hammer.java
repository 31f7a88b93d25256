package io.darkroom.systemtests.faults;

import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.Api.Answer;
import io.darkroom.systemtests.client.User;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask the same things without a pause, and remember every answer. */
public final class Hammer implements AutoCloseable {
  private final Api api;
  private final User user;
  private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> goodInARow = new ConcurrentHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final ExecutorService clients;

  private Hammer(Api api, User user, int threads) {
    this.api = api;
    this.user = user;
    this.clients = Executors.newFixedThreadPool(threads);
  }

  /**
   * One answer, or its absence.
   *
   * @param status 0 when the connection was cut or nothing came
   */
  public record Outcome(String path, int status, String type, Duration took) {
    /** Whether the request was carried out. */
    public boolean isGood() {
      return status / 100 == 2;
    }

    /** Whether it was refused as a dead service should be: soon, and saying so. */
    public boolean isClearRefusal() {
      return List.of(502, 503, 504).contains(status) && type.startsWith("application/problem+json");
    }
  }

  /** Starts this many clients for each path. */
  static Hammer start(Api api, User user, List<String> paths, int each) {
    Hammer hammer = new Hammer(api, user, paths.size() * each);
    for (String path : paths) {
      hammer.goodInARow.put(path, new AtomicInteger());
      for (int i = 0; i < each; i++) {
        hammer.clients.execute(() -> hammer.ask(path));
      }
    }
    return hammer;
  }

  private void ask(String path) {
    while (running.get()) {
      Outcome outcome = once(path);
      outcomes.add(outcome);
      AtomicInteger good = goodInARow.get(path);
      if (outcome.isGood()) {
        good.incrementAndGet();
      } else {
        good.set(0);
      }
    }
  }

  private Outcome once(String path) {
    long from = System.nanoTime();
    int status = 0;
    String type = "";
    try {
      Answer answer = api.send("GET", path, user.token());
      status = answer.status();
      type = answer.header("content-type").orElse("");
    } catch (UncheckedIOException | IllegalStateException none) {
      type = String.valueOf(none.getMessage());
    }
    return new Outcome(path, status, type, Duration.ofNanos(System.nanoTime() - from));
  }

  /** Whether each path was answered well this often in a row. */
  boolean isWell(int times) {
    return goodInARow.values().stream().allMatch(good -> good.get() >= times);
  }

  /** All answers since the last call. */
  List<Outcome> take() {
    List<Outcome> taken = new ArrayList<>();
    for (Outcome next = outcomes.poll(); next != null; next = outcomes.poll()) {
      taken.add(next);
    }
    goodInARow.values().forEach(good -> good.set(0));
    return taken;
  }

  @Override
  public void close() {
    running.set(false);
    clients.close();
  }
}
