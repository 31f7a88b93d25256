package io.darkroom.kit.broker;

import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The publishes of one session that the broker has not confirmed yet. Tags are taken on a worker
 * thread and settled on an event loop; the class is thread-safe and completes promises outside its
 * lock.
 */
final class ConfirmTracker {
  private final NavigableMap<Long, Promise<Void>> open = new TreeMap<>();
  private long lastTag;
  private Throwable ended;

  /**
   * Takes the tag of a message about to be sent.
   *
   * @throws IllegalStateException when the tag does not follow the last one: the channel is not the
   *     one this tracker was made for, and the message must not be sent on it
   */
  synchronized void register(long tag, Promise<Void> promise) {
    if (ended != null || tag != lastTag + 1) {
      throw new IllegalStateException("publish tag " + tag + " after " + lastTag);
    }
    lastTag = tag;
    open.put(tag, promise);
  }

  /** Settles one tag, or with {@code multiple} all tags up to it. Unknown tags are ignored. */
  void settle(long tag, boolean multiple, boolean confirmed) {
    for (Promise<Void> promise : take(tag, multiple)) {
      if (confirmed) {
        promise.tryComplete();
      } else {
        promise.tryFail(Session.gone(null));
      }
    }
  }

  /** Fails everything outstanding, outcome unknown, and refuses further tags. */
  void end(Throwable cause) {
    List<Promise<Void>> left;
    synchronized (this) {
      ended = cause;
      left = new ArrayList<>(open.values());
      open.clear();
    }
    left.forEach(promise -> promise.tryFail(cause));
  }

  /** How many publishes are outstanding. */
  synchronized int size() {
    return open.size();
  }

  private synchronized List<Promise<Void>> take(long tag, boolean multiple) {
    if (multiple) {
      NavigableMap<Long, Promise<Void>> upTo = open.headMap(tag, true);
      List<Promise<Void>> taken = new ArrayList<>(upTo.values());
      upTo.clear();
      return taken;
    }
    Promise<Void> one = open.remove(tag);
    return one == null ? List.of() : List.of(one);
  }
}
