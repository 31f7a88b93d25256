package io.darkroom.gateway.access;

import io.darkroom.codecs.digest.Sha256;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.discovery.ServiceClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Trades API keys for the short-lived tokens that services understand. Keeps tokens, and for a
 * moment refusals, by the key's hash; asks once for a key however many requests carry it. Tokens of
 * a revoked key are refused by the token check, which also refuses those of every key it could not
 * confirm for a while, so they may be kept until they expire. To be used from one event loop.
 */
public final class KeyExchange {
  private static final String PREFIX = "drk_";
  private static final String PATH = "/internal/auth/exchange";
  private static final int MOST = 4_096;
  private static final long MARGIN_SECONDS = 10;
  private static final long REFUSAL_SECONDS = 2;

  private final ServiceClient auth;
  private final InstantSource clock;
  private final Map<String, Future<String>> running = new LinkedHashMap<>();
  private final Map<String, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  private record Known(Future<String> outcome, Instant until) {}

  /** Asks this auth service. */
  public KeyExchange(ServiceClient auth, InstantSource clock) {
    this.auth = auth;
    this.clock = clock;
  }

  /** Whether a bearer value is an API key and not a token. */
  public static boolean isKey(String bearer) {
    return bearer.startsWith(PREFIX);
  }

  /** The token for a key. Fails with {@code unauthenticated} or {@code unavailable}. */
  public Future<String> token(String key) {
    String hash = Sha256.hex(key);
    Known before = known.get(hash);
    if (before != null && clock.instant().isBefore(before.until())) {
      return before.outcome();
    }
    Future<String> asking = running.get(hash);
    if (asking != null) {
      return asking;
    }
    Future<String> exchange = ask(key).map(answer -> take(hash, answer));
    running.put(hash, exchange);
    exchange.onComplete(done -> running.remove(hash));
    return exchange;
  }

  /** Forgets the token of a key, because it was refused. */
  public void forget(String key) {
    known.remove(Sha256.hex(key));
  }

  private Future<ServiceClient.Answer> ask(String key) {
    Buffer body = new JsonObject().put("apiKey", key).toBuffer();
    return auth.send(HttpMethod.POST, PATH, Map.of("content-type", "application/json"), body);
  }

  private String take(String hash, ServiceClient.Answer answer) {
    if (answer.status() / 100 == 4) {
      RuntimeException refusal = Failure.of(FailureCode.UNAUTHENTICATED).asException();
      keep(hash, Future.failedFuture(refusal), REFUSAL_SECONDS);
      throw refusal;
    }
    try {
      JsonObject body = answer.body().toJsonObject();
      String token = body.getString("accessToken");
      if (answer.status() == 200 && token != null) {
        keep(hash, Future.succeededFuture(token), body.getLong("expiresIn", 0L) - MARGIN_SECONDS);
        return token;
      }
    } catch (DecodeException | ClassCastException broken) {
      throw unavailable(broken);
    }
    throw unavailable(null);
  }

  private void keep(String hash, Future<String> outcome, long seconds) {
    known.put(hash, new Known(outcome, clock.instant().plusSeconds(Math.max(0, seconds))));
  }

  private static RuntimeException unavailable(Throwable cause) {
    return Failure.of(FailureCode.UNAVAILABLE, "API keys cannot be checked right now")
        .retryingAfter(Duration.ofSeconds(1))
        .asException(cause);
  }
}
