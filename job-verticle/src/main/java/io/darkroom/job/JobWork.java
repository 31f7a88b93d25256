package io.darkroom.job;

import io.darkroom.job.dispatch.Handover;
import io.darkroom.job.dispatch.Loop;
import io.darkroom.job.events.EventHub;
import io.darkroom.job.meter.JobMeters;
import io.darkroom.job.webhook.WebhookConfig;
import io.darkroom.job.webhook.WebhookSender;
import io.darkroom.job.webhook.WebhookTarget;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What an instance does without being asked. */
record JobWork(
    Handover handover,
    EventHub hub,
    WebhookTarget targets,
    WebhookSender sender,
    Loop sending,
    Loop housekeeping,
    Loop measuring) {

  private static final Duration MEASURE = Duration.ofSeconds(10);
  private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);
  private static final Duration KEY_AGE = Duration.ofDays(1);
  private static final Duration UPLOAD_AGE = Duration.ofHours(1);

  static JobWork start(Vertx vertx, JobConfig config, JobStores stores, ServiceContext services) {
    JobMeters meters = new JobMeters(services.meters());
    meters.watch();
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
            meters,
            hub::heard,
            hub::resumed);
    WebhookConfig webhooks = config.own().webhooks();
    WebhookTarget targets = new WebhookTarget(vertx, webhooks);
    WebhookSender sender =
        new WebhookSender(vertx, stores.webhooks(), targets, webhooks, meters, services.clock());
    Loop sending = Loop.start(vertx, "webhooks", Duration.ofSeconds(1), sender::step);
    Loop housekeeping = Loop.start(vertx, "housekeeping", HOUSEKEEPING, () -> forgetTheOld(stores));
    Loop measuring =
        Loop.start(
            vertx,
            "measure",
            MEASURE,
            () -> stores.backlog().measure().onSuccess(meters::measured).map(false));
    return new JobWork(handover, hub, targets, sender, sending, housekeeping, measuring);
  }

  Future<Void> stop(Duration grace) {
    return sending
        .stop()
        .eventually(sender::stop)
        .eventually(housekeeping::stop)
        .eventually(measuring::stop)
        .eventually(() -> handover.stop(grace));
  }

  private static Future<Boolean> forgetTheOld(JobStores stores) {
    return stores
        .creation()
        .forgetKeysOlderThan(KEY_AGE)
        .compose(_ -> stores.blobs().sweepTemp(UPLOAD_AGE))
        .map(false);
  }
}
