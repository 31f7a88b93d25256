package io.darkroom.job.webhook;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.job.meter.JobMeters;
import io.darkroom.job.store.WebhookStore;
import io.darkroom.job.store.WebhookStore.WebhookDelivery;
import io.vertx.core.Future;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sends what is due. Redirects are not followed: they would lead past the check of the target. */
public final class WebhookSender {
  private static final int AT_ONCE = 20;

  private final WebhookStore store;
  private final WebhookTarget targets;
  private final WebhookConfig config;
  private final JobMeters meters;
  private final InstantSource clock;
  private final HttpClient http;

  /** A sender with a client of its own. */
  public WebhookSender(
      Vertx vertx,
      WebhookStore store,
      WebhookTarget targets,
      WebhookConfig config,
      JobMeters meters,
      InstantSource clock) {
    this.meters = meters;
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
            options, new PoolOptions().setHttp1MaxSize(4).setMaxWaitQueueSize(64));
  }

  /** Sends a batch; tells whether there may be more. */
  public Future<Boolean> step() {
    Duration lease = config.timeout().multipliedBy(3);
    return store
        .claim(AT_ONCE, lease)
        .compose(
            due -> {
              List<Future<Void>> sent = due.stream().map(this::deliver).toList();
              return Future.join(sent).map(due.size() == AT_ONCE);
            });
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
