package io.darkroom.job.events;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.OwnerEvent;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams that are open on this instance. Used on one context. */
public final class EventHub {
  private static final int STREAMS_PER_OWNER = 32;

  private final Map<String, Set<Subscriber>> byOwner = new HashMap<>();

  /** Somebody who wants to hear of an owner's things. */
  public interface Subscriber {
    /** A job of the owner changed. */
    void heard(JobEvent event);

    /** Events may have been missed: look at the database. */
    void resume();
  }

  /**
   * Adds a subscriber.
   *
   * @return to be run when it ends
   * @throws io.darkroom.codecs.failure.FailureException {@code rate-limited} when the owner has too
   *     many
   */
  public Runnable subscribe(String owner, Subscriber subscriber) {
    Set<Subscriber> own = byOwner.computeIfAbsent(owner, _ -> new LinkedHashSet<>());
    if (own.size() >= STREAMS_PER_OWNER) {
      throw Failure.of(FailureCode.RATE_LIMITED, "Too many streams are open").asException();
    }
    own.add(subscriber);
    return () -> remove(owner, subscriber);
  }

  private void remove(String owner, Subscriber subscriber) {
    Set<Subscriber> own = byOwner.getOrDefault(owner, Set.of());
    if (own.remove(subscriber) && own.isEmpty()) {
      byOwner.remove(owner);
    }
  }

  /** Passes a message of the broker on. */
  public void heard(Message message) {
    switch (message) {
      case JobEvent event ->
          List.copyOf(byOwner.getOrDefault(event.owner(), Set.of()))
              .forEach(subscriber -> subscriber.heard(event));
      case OwnerEvent _ -> {} // tells processing what to forget; no stream shows it
      default -> {}
    }
  }

  /** Makes every subscriber look for what it may have missed. */
  public void resumed() {
    List.copyOf(byOwner.values()).forEach(own -> List.copyOf(own).forEach(Subscriber::resume));
  }

  /** How many streams are open. */
  public int size() {
    return byOwner.values().stream().mapToInt(Set::size).sum();
  }
}
