package io.darkroom.job.webhook;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.job.meter.JobMeters;
import io.darkroom.job.store.WebhookStore;
import io.darkroom.job.store.WebhookStore.WebhookDelivery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due, of one owner only a few at a time, so that a target that does not answer holds
 * up its owner's deliveries and nobody else's. Redirects are not followed: they would lead past the
 * check of the target. Used on one context.
 */
public final class WebhookSender {
  private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);
  private static final int AT_ONCE = 20;
  private static final int OF_ONE_OWNER = 4;

  private final Vertx vertx;
  private final WebhookStore store;
  private final WebhookTarget targets;
  private final WebhookConfig config;
  private final JobMeters meters;
  private final InstantSource clock;
  private final HttpClient http;
  private final Map<String, Integer> underWay = new HashMap<>();
  private Promise<Boolean> room = Promise.promise();
  private int total;

  /** A sender with a client of its own. */
  public WebhookSender(
      Vertx vertx,
      WebhookStore store,
      WebhookTarget targets,
      WebhookConfig config,
      JobMeters meters,
      InstantSource clock) {
    this.meters = meters;
    this.vertx = vertx;
    this.store = store;
    this.targets = targets;
    this.config = config;
    this.clock = clock;
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) config.timeout().toMillis())
            .setKeepAlive(false);
    this.http =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(AT_ONCE).setMaxWaitQueueSize(64));
  }

  /** Begins to send what there is room for; afterwards waits a while for room, if any is taken. */
  public Future<Boolean> step() {
    Duration lease = config.timeout().multipliedBy(3);
    List<String> busy =
        underWay.entrySet().stream()
            .filter(entry -> entry.getValue() >= OF_ONE_OWNER)
            .map(Map.Entry::getKey)
            .toList();
    return store
        .claim(AT_ONCE - total, OF_ONE_OWNER, busy, lease)
        .compose(
            due -> {
              due.forEach(this::begin);
              if (total == 0 || (total < AT_ONCE && !due.isEmpty())) {
                return Future.succeededFuture(!due.isEmpty());
              }
              return Future.any(room.future(), vertx.timer(1, TimeUnit.SECONDS)).map(true);
            });
  }

  private void begin(WebhookDelivery delivery) {
    total++;
    underWay.merge(delivery.owner(), 1, Integer::sum);
    deliver(delivery)
        .onFailure(error -> log.atWarn().setCause(error).log("delivery not settled"))
        .onComplete(_ -> end(delivery.owner()));
  }

  private void end(String owner) {
    total--;
    underWay.computeIfPresent(owner, (_, count) -> count == 1 ? null : count - 1);
    Promise<Boolean> waiting = room;
    room = Promise.promise();
    waiting.complete(true);
  }

  /** Closes the client. */
  public Future<Void> stop() {
    return http.close();
  }

  private Future<Void> deliver(WebhookDelivery delivery) {
    return store
        .secret(delivery.owner(), WebhookSignature.newSecret(), false)
        .compose(secret -> targets.resolve(delivery.url()).compose(p -> post(delivery, p, secret)))
        .transform(
            done ->
                settle(
                    done.succeeded()
                        ? answered(delivery, done.result())
                        : failed(delivery, Optional.empty(), reason(done.cause()))));
  }

  private Future<Void> settle(WebhookDelivery tried) {
    meters.webhookTried(tried.status());
    return store.settle(tried);
  }

  private Future<Integer> post(WebhookDelivery delivery, WebhookTarget.Place place, String secret) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(
                SocketAddress.inetSocketAddress(
                    new InetSocketAddress(place.address(), place.port())))
            .setHost(place.uri().getHost())
            .setPort(place.port())
            .setSsl(place.secure())
            .setURI(place.path())
            .setTimeout(config.timeout().toMillis())
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", "darkroom")
            .putHeader("X-Darkroom-Delivery", delivery.id())
            .putHeader(
                WebhookSignature.HEADER,
                WebhookSignature.of(secret, clock.instant(), delivery.body()));
    return http.request(request)
        .compose(r -> r.send(delivery.body()))
        .map(HttpClientResponse::statusCode)
        .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private WebhookDelivery answered(WebhookDelivery delivery, int status) {
    if (status < 200 || status > 299) {
      return failed(delivery, Optional.of(status), "the target answered " + status);
    }
    return settled(
        delivery,
        "delivered",
        delivery.nextAt(),
        Optional.of(status),
        Optional.empty(),
        Optional.of(clock.instant()));
  }

  private WebhookDelivery failed(
      WebhookDelivery delivery, Optional<Integer> status, String reason) {
    Instant next = clock.instant().plus(config.delayAfter(delivery.attempts()));
    boolean over = next.isAfter(delivery.createdAt().plus(config.giveUp()));
    return settled(
        delivery, over ? "failed" : "pending", next, status, Optional.of(reason), Optional.empty());
  }

  private static WebhookDelivery settled(
      WebhookDelivery d,
      String status,
      Instant nextAt,
      Optional<Integer> lastStatus,
      Optional<String> lastError,
      Optional<Instant> deliveredAt) {
    return new WebhookDelivery(
        d.id(),
        d.owner(),
        d.jobId(),
        d.url(),
        d.body(),
        status,
        d.attempts(),
        nextAt,
        lastStatus,
        lastError,
        d.createdAt(),
        deliveredAt);
  }

  /** What the owner may know; nothing of what an answer inside a network would reveal. */
  private static String reason(Throwable cause) {
    return cause instanceof FailureException refused
        ? refused.failure().detail()
        : "the target did not answer";
  }
}
