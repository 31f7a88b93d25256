package io.darkroom.kit.token;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.http.Caller;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions and API keys that ended before their tokens ran out, and the accounts that may not
 * act at the moment, asked for every two seconds. The last answer stays in force while the auth
 * service is away: tokens live for minutes only.
 */
final class EndedGrants {
  private static final Logger log = LoggerFactory.getLogger(EndedGrants.class);
  private static final String PATH = "/internal/auth/ended-grants";
  private static final long PERIOD_MILLIS = 2_000;

  private final Vertx vertx;
  private final ServiceClient auth;
  private volatile Set<String> ids = Set.of();
  private volatile Set<String> disabled = Set.of();
  private volatile long timer = -1;

  EndedGrants(Vertx vertx, ServiceClient auth) {
    this.vertx = vertx;
    this.auth = auth;
  }

  void start() {
    timer = vertx.setPeriodic(100, PERIOD_MILLIS, id -> ask());
  }

  void close() {
    vertx.cancelTimer(timer);
  }

  /** Refuses a caller whose session or key was ended. */
  Caller requireAlive(Caller caller) {
    if (ids.contains(caller.sessionId())) {
      throw Failure.of(FailureCode.UNAUTHENTICATED, "The session has ended").asException();
    }
    return caller;
  }

  boolean isDisabled(String userId) {
    return disabled.contains(userId);
  }

  private void ask() {
    auth.get(PATH, Map.of())
        .onSuccess(this::take)
        .onFailure(away -> log.atDebug().setCause(away).log("cannot ask for ended grants"));
  }

  private void take(ServiceClient.Answer answer) {
    if (answer.status() != 200) {
      return;
    }
    try {
      JsonObject found = answer.body().toJsonObject();
      ids = texts(found, "grants");
      disabled = texts(found, "disabled");
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
