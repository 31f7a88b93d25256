package io.darkroom.kit.token;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.config.TokenConfig;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks tokens with the keys the auth service publishes. Starts without keys and refuses everybody
 * until it has some; once it has, it keeps the last good set however the auth service fares. A
 * token with an unknown key id makes it look again, but not more often than every five seconds.
 * Which grants have ended is asked for every second, and refuses what it cannot tell.
 */
public final class JwksTokenVerifier implements TokenVerifier {
  private static final Logger log = LoggerFactory.getLogger(JwksTokenVerifier.class);
  private static final String PATH = "/.well-known/jwks.json";
  private static final long REFRESH_MILLIS = 60_000;
  private static final long RETRY_MILLIS = 250;
  private static final long RETRY_MOST_MILLIS = 5_000;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final TokenConfig config;
  private final ServiceClient auth;
  private final InstantSource clock;
  private final EndedGrants ended;
  private volatile TokenKeys keys;
  private volatile boolean closed;
  private JsonObject document = new JsonObject();
  private Future<Void> running;
  private Instant lastLook = Instant.EPOCH;

  private JwksTokenVerifier(
      Vertx vertx, TokenConfig config, ServiceClient auth, InstantSource clock) {
    this.vertx = vertx;
    this.config = config;
    this.auth = auth;
    this.clock = clock;
    this.ended = new EndedGrants(vertx, auth, System::nanoTime);
  }

  /** Starts to load keys. Succeeds at once: {@link #ready()} tells when there are any. */
  public static Future<TokenVerifier> start(Vertx vertx, TokenConfig config, ServiceClient auth) {
    return Future.succeededFuture(start(vertx, config, auth, InstantSource.system()));
  }

  /** As {@link #start(Vertx, TokenConfig, ServiceClient)}, without the future. */
  public static TokenVerifier of(Vertx vertx, TokenConfig config, ServiceClient auth) {
    return start(vertx, config, auth, InstantSource.system());
  }

  /** As {@link #start(Vertx, TokenConfig, ServiceClient)}, by another clock. */
  static JwksTokenVerifier start(
      Vertx vertx, TokenConfig config, ServiceClient auth, InstantSource clock) {
    JwksTokenVerifier verifier = new JwksTokenVerifier(vertx, config, auth, clock);
    verifier.loop(RETRY_MILLIS);
    verifier.ended.start();
    return verifier;
  }

  @Override
  public Future<Caller> verify(String bearerToken) {
    TokenKeys known = keys;
    Optional<Caller> before = known == null ? Optional.empty() : known.remembered(bearerToken);
    if (before.isPresent()) {
      return Future.succeededFuture(before.get()).map(ended::requireAlive);
    }
    Optional<TokenHeader> header = TokenHeader.parse(bearerToken);
    if (header.isEmpty()) {
      return Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED).asException());
    }
    if (known != null && known.knows(header.get())) {
      return known.verify(bearerToken).map(ended::requireAlive);
    }
    return lookAgain().compose(done -> verifyWith(keys, bearerToken)).map(ended::requireAlive);
  }

  @Override
  public Future<Void> ready() {
    return keys != null && ended.isKnown()
        ? Future.succeededFuture()
        : Future.failedFuture(noKeys());
  }

  @Override
  public boolean isDisabled(String userId) {
    return ended.isDisabled(userId);
  }

  @Override
  public Future<Void> close() {
    closed = true;
    ended.close();
    return Future.succeededFuture();
  }

  private static Future<Caller> verifyWith(TokenKeys known, String token) {
    return known == null ? Future.failedFuture(noKeys()) : known.verify(token);
  }

  private void loop(long retry) {
    if (closed) {
      return;
    }
    refresh()
        .onComplete(
            done -> {
              boolean fresh = done.succeeded();
              long wait = fresh ? REFRESH_MILLIS : Math.min(retry * 2, RETRY_MOST_MILLIS);
              vertx.setTimer(wait, id -> loop(fresh ? RETRY_MILLIS : wait));
            });
  }

  /** Refreshes for a token with an unknown key; within the limit it only waits for one running. */
  private synchronized Future<Void> lookAgain() {
    if (running != null) {
      return running.otherwiseEmpty();
    }
    if (clock.instant().isBefore(lastLook.plus(LOOK_AGAIN))) {
      return Future.succeededFuture();
    }
    return refresh().otherwiseEmpty();
  }

  private synchronized Future<Void> refresh() {
    if (running != null) {
      return running;
    }
    lastLook = clock.instant();
    Future<Void> look = auth.get(PATH, Map.of()).map(this::take);
    running = look;
    look.onComplete(done -> finished(done.cause()));
    return look;
  }

  private synchronized void finished(Throwable failure) {
    running = null;
    if (failure != null) {
      log.atWarn()
          .addKeyValue("service", "auth")
          .addKeyValue("haveKeys", keys != null)
          .addKeyValue("cause", failure.getMessage())
          .log("cannot load token keys");
    }
  }

  private Void take(ServiceClient.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException("the key document was answered with " + answer.status());
    }
    JsonObject found;
    try {
      found = answer.body().toJsonObject();
    } catch (DecodeException | ClassCastException broken) {
      throw new IllegalStateException("the key document is not JSON", broken);
    }
    if (keys == null || !found.equals(document)) {
      keys =
          TokenKeys.of(vertx, config, clock, found)
              .orElseThrow(() -> new IllegalStateException("the key document has no usable key"));
      document = found;
      log.info("token keys loaded");
    }
    return null;
  }

  private static RuntimeException noKeys() {
    return Failure.of(FailureCode.UNAVAILABLE, "Tokens cannot be checked yet")
        .retryingAfter(Duration.ofSeconds(1))
        .asException();
  }
}
