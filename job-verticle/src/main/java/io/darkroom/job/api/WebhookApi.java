package io.darkroom.job.api;

import io.darkroom.job.store.WebhookStore;
import io.darkroom.job.store.WebhookStore.WebhookDelivery;
import io.darkroom.job.webhook.WebhookSignature;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;

/** The log of deliveries, and the secret to check their signatures with. */
public final class WebhookApi {
  private final WebhookStore webhooks;

  /** The operations on webhooks. */
  public WebhookApi(WebhookStore webhooks) {
    this.webhooks = webhooks;
  }

  /** The schema {@code WebhookSecret} of the contract. */
  record SecretView(String secret) {}

  /** The schema {@code WebhookDelivery} of the contract. */
  record View(
      String id,
      String jobId,
      String url,
      String status,
      int attempts,
      Optional<Integer> lastStatus,
      Optional<String> lastError,
      Instant createdAt,
      Optional<Instant> nextAttemptAt,
      Optional<Instant> deliveredAt) {
    static View of(WebhookDelivery d) {
      return new View(
          d.id(),
          d.jobId(),
          d.url(),
          d.status(),
          d.attempts(),
          d.lastStatus(),
          d.lastError(),
          d.createdAt(),
          Optional.of(d.nextAt()).filter(_ -> d.status().equals("pending")),
          d.deliveredAt());
    }
  }

  /** Adds the operations to a router. */
  public void mount(ApiRouter router) {
    router
        .handle("listWebhookDeliveries", this::list)
        .handle("getWebhookSecret", request -> secret(request, false))
        .handle("replaceWebhookSecret", request -> secret(request, true));
  }

  private Future<Void> list(ApiRequest request) {
    return webhooks
        .list(
            request.caller().userId(),
            request.queryParam("cursor"),
            Cursor.limit(request, "limit", 50))
        .compose(
            page ->
                request.json(
                    200,
                    new PageView<>(page.items().stream().map(View::of).toList(), page.next())));
  }

  private Future<Void> secret(ApiRequest request, boolean replace) {
    return webhooks
        .secret(request.caller().userId(), WebhookSignature.newSecret(), replace)
        .compose(
            secret -> {
              request.raw().response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
              return request.json(200, new SecretView(secret));
            });
  }
}
