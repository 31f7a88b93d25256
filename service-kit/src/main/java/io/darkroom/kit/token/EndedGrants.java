package io.darkroom.kit.token;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.http.Caller;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions and API keys that ended before their tokens ran out, and the accounts that may not
 * act at the moment, asked for every second. Before the first answer nobody is believed. While the
 * auth service is away the last answer stays in force for sessions, whose tokens live for minutes
 * only, and for accounts; tokens of API keys, which are to end within five seconds, are then
 * refused after four.
 */
final class EndedGrants {
  private static final Logger log = LoggerFactory.getLogger(EndedGrants.class);
  private static final String PATH = "/internal/auth/ended-grants";
  private static final String KEY_PREFIX = IdKind.API_KEY.prefix() + "_";
  private static final long PERIOD_MILLIS = 1_000;
  private static final long FIRST_RETRY_MILLIS = 250;
  private static final long KEYS_UNCONFIRMED_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final Vertx vertx;
  private final ServiceClient auth;
  private final LongSupplier nanoTime;
  private volatile News news;
  private volatile boolean closed;
  private volatile long timer = -1;

  /** An answer, which is as old as its question: what ended later may be missing. */
  private record News(long askedNanos, Set<String> ids, Set<String> disabled) {}

  /** Asks this auth service; the clock never jumps and counts nanoseconds. */
  EndedGrants(Vertx vertx, ServiceClient auth, LongSupplier nanoTime) {
    this.vertx = vertx;
    this.auth = auth;
    this.nanoTime = nanoTime;
  }

  void start() {
    if (closed) {
      return;
    }
    ask();
    timer = vertx.setTimer(isKnown() ? PERIOD_MILLIS : FIRST_RETRY_MILLIS, id -> start());
  }

  void close() {
    closed = true;
    vertx.cancelTimer(timer);
  }

  /** Whether there was an answer since the start. */
  boolean isKnown() {
    return news != null;
  }

  /**
   * Refuses a caller whose session or key was ended with {@code unauthenticated}, and one of whom
   * it is not known well enough with {@code unavailable}.
   */
  Caller requireAlive(Caller caller) {
    News known = known();
    if (known.ids().contains(caller.sessionId())) {
      throw Failure.of(FailureCode.UNAUTHENTICATED, "The session has ended").asException();
    }
    if (caller.sessionId().startsWith(KEY_PREFIX)
        && nanoTime.getAsLong() - known.askedNanos() > KEYS_UNCONFIRMED_NANOS) {
      throw unavailable("API keys cannot be checked right now");
    }
    return caller;
  }

  /** Whether an account is disabled. Fails with {@code unavailable} before the first answer. */
  boolean isDisabled(String userId) {
    return known().disabled().contains(userId);
  }

  private News known() {
    News known = news;
    if (known == null) {
      throw unavailable("It is not known yet which sessions have ended");
    }
    return known;
  }

  private static RuntimeException unavailable(String detail) {
    return Failure.of(FailureCode.UNAVAILABLE, detail)
        .retryingAfter(Duration.ofSeconds(1))
        .asException();
  }

  private void ask() {
    long asked = nanoTime.getAsLong();
    auth.get(PATH, Map.of())
        .onSuccess(answer -> take(asked, answer))
        .onFailure(away -> log.atDebug().setCause(away).log("cannot ask for ended grants"));
  }

  /** Answers may overtake each other: that of the latest question counts. */
  private synchronized void take(long asked, ServiceClient.Answer answer) {
    if (answer.status() != 200 || (news != null && asked - news.askedNanos() < 0)) {
      return;
    }
    try {
      JsonObject found = answer.body().toJsonObject();
      news = new News(asked, texts(found, "grants"), texts(found, "disabled"));
    } catch (DecodeException | ClassCastException broken) {
      log.atWarn().setCause(broken).log("the list of ended grants is not readable");
    }
  }

  private static Set<String> texts(JsonObject found, String name) {
    Set<String> texts = new HashSet<>();
    found.getJsonArray(name, new JsonArray()).stream()
        .filter(String.class::isInstance)
        .forEach(text -> texts.add((String) text));
    return texts;
  }
}
