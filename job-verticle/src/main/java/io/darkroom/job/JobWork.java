package io.darkroom.job;

import io.darkroom.job.dispatch.Handover;
import io.darkroom.job.events.EventHub;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What an instance does without being asked. */
record JobWork(Handover handover, EventHub hub) {

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
    return new JobWork(handover, hub);
  }

  Future<Void> stop(Duration grace) {
    return handover.stop(grace);
  }
}
