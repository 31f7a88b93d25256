package io.darkroom.job;

import io.darkroom.job.domain.JobMachine;
import io.darkroom.job.store.BacklogStore;
import io.darkroom.job.store.BlobCollector;
import io.darkroom.job.store.BlobLedger;
import io.darkroom.job.store.DispatchStore;
import io.darkroom.job.store.ImagePurge;
import io.darkroom.job.store.ImageStore;
import io.darkroom.job.store.JobCommands;
import io.darkroom.job.store.JobCreation;
import io.darkroom.job.store.JobStore;
import io.darkroom.job.store.LeaseStore;
import io.darkroom.job.store.LinkKeyStore;
import io.darkroom.job.store.OutboxStore;
import io.darkroom.job.store.OwnerPurge;
import io.darkroom.job.store.RecipeStore;
import io.darkroom.job.store.TaskLedger;
import io.darkroom.job.store.UsageStore;
import io.darkroom.job.store.WebhookStore;
import io.darkroom.kit.blob.BlobStore;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;

/** Everything that reads or writes the database, built once per instance. */
record JobStores(
    BlobStore blobs,
    UsageStore usage,
    ImageStore images,
    ImagePurge purge,
    BlobCollector collector,
    RecipeStore recipes,
    JobStore jobs,
    JobCreation creation,
    JobCommands commands,
    TaskLedger ledger,
    DispatchStore queue,
    LeaseStore leases,
    OutboxStore outbox,
    OwnerPurge owners,
    WebhookStore webhooks,
    LinkKeyStore linkKeys,
    BacklogStore backlog) {

  /**
   * Puts them together.
   *
   * @param reads for short statements outside transactions; shares few connections among many
   */
  static JobStores of(
      Pool pool, SqlClient reads, BlobStore blobs, JobConfig config, InstantSource clock) {
    JobMachine machine = new JobMachine(config.own().dispatch().retryPolicy());
    BlobLedger references = new BlobLedger(blobs);
    TaskLedger ledger = new TaskLedger(pool, machine, references, clock);
    UsageStore usage = new UsageStore(pool, clock);
    ImagePurge purge = new ImagePurge(pool, ledger, references, clock);
    BlobCollector collector = new BlobCollector(pool, blobs);
    JobCommands commands = new JobCommands(pool, machine, references, clock);
    return new JobStores(
        blobs,
        usage,
        new ImageStore(pool, reads, usage, references),
        purge,
        collector,
        new RecipeStore(pool),
        new JobStore(pool, reads),
        new JobCreation(pool, usage),
        commands,
        ledger,
        new DispatchStore(pool, ledger, clock),
        new LeaseStore(pool, ledger, clock),
        new OutboxStore(pool),
        new OwnerPurge(pool, commands, purge, collector, clock),
        new WebhookStore(pool, clock),
        new LinkKeyStore(pool),
        new BacklogStore(pool));
  }
}
