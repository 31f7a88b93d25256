package io.darkroom.job;

import io.darkroom.job.dispatch.Handover;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** What an instance does without being asked. */
record JobWork(Handover handover) {

  static JobWork start(Vertx vertx, JobConfig config, JobStores stores, ServiceContext services) {
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
            _ -> {},
            () -> {});
    return new JobWork(handover);
  }

  Future<Void> stop(Duration grace) {
    return handover.stop(grace);
  }
}
