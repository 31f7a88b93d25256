package io.darkroom.job;

import io.darkroom.job.dispatch.Handover;
import io.darkroom.job.dispatch.Loop;
import io.darkroom.job.events.EventHub;
import io.darkroom.job.webhook.WebhookConfig;
import io.darkroom.job.webhook.WebhookSender;
import io.darkroom.job.webhook.WebhookTarget;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What an instance does without being asked. */
record JobWork(
    Handover handover, EventHub hub, WebhookTarget targets, WebhookSender sender, Loop sending) {

  static JobWork start(Vertx vertx, JobConfig config, JobStores stores, ServiceContext services) {
    EventHub hub = new EventHub();
    Handover handover =
        Handover.start(
            vertx,
            config.broker(),
            config.own().dispatch(),
            new Handover.Stores(
                stores.ledger(),
                stores.queue(),
                stores.leases(),
                stores.outbox(),
                stores.collector()),
            services,
            hub::heard,
            hub::resumed);
    WebhookConfig webhooks = config.own().webhooks();
    WebhookTarget targets = new WebhookTarget(vertx, webhooks);
    WebhookSender sender =
        new WebhookSender(vertx, stores.webhooks(), targets, webhooks, services.clock());
    Loop sending = Loop.start(vertx, "webhooks", Duration.ofSeconds(1), sender::step);
    return new JobWork(handover, hub, targets, sender, sending);
  }

  Future<Void> stop(Duration grace) {
    return sending.stop().eventually(sender::stop).eventually(() -> handover.stop(grace));
  }
}
