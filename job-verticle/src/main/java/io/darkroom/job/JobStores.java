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
import io.darkroom.kit.postgres.Database;
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

  /** Puts them together. */
  static JobStores of(Database database, BlobStore blobs, JobConfig config, InstantSource clock) {
    JobMachine machine = new JobMachine(config.own().dispatch().retryPolicy());
    BlobLedger references = new BlobLedger(blobs);
    TaskLedger ledger = new TaskLedger(database, machine, references, clock);
    UsageStore usage = new UsageStore(database, clock);
    ImagePurge purge = new ImagePurge(database, ledger, references, clock);
    BlobCollector collector = new BlobCollector(database, blobs);
    JobCommands commands = new JobCommands(database, machine, references, clock);
    return new JobStores(
        blobs,
        usage,
        new ImageStore(database, usage, references),
        purge,
        collector,
        new RecipeStore(database),
        new JobStore(database),
        new JobCreation(database, usage),
        commands,
        ledger,
        new DispatchStore(database, ledger, clock),
        new LeaseStore(database, ledger, clock),
        new OutboxStore(database),
        new OwnerPurge(database, commands, purge, collector, clock),
        new WebhookStore(database, clock),
        new LinkKeyStore(database),
        new BacklogStore(database));
  }
}
