package io.darkroom.job.store;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.OwnerEvent;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Deletes everything of an owner, piece by piece, each in a transaction of its own, so that it can
 * be cut off anywhere and be done again.
 */
public final class OwnerPurge {
  private static final int BATCH = 100;
  private static final List<String> TABLES =
      List.of("recipes", "idempotency", "usage", "webhook_secrets", "webhook_deliveries");

  private final Database database;
  private final JobCommands jobs;
  private final ImagePurge images;
  private final BlobCollector collector;
  private final InstantSource clock;

  /** Purges from this database. */
  public OwnerPurge(
      Database database,
      JobCommands jobs,
      ImagePurge images,
      BlobCollector collector,
      InstantSource clock) {
    this.database = database;
    this.jobs = jobs;
    this.images = images;
    this.collector = collector;
    this.clock = clock;
  }

  /** Deletes jobs, images, and whatever else there is of this owner. */
  public Future<Void> purge(String owner) {
    return all("jobs", owner, id -> jobs.delete(owner, id))
        .compose(
            _ ->
                all(
                    "images",
                    owner,
                    id -> images.delete(owner, id).map(keys -> keys.orElse(Set.of()))))
        .compose(_ -> tables(owner))
        .compose(_ -> tell(owner));
  }

  private Future<Void> all(
      String table, String owner, Function<String, Future<Set<String>>> delete) {
    return database
        .query(
            db ->
                db.preparedQuery("SELECT id FROM job." + table + " WHERE owner = $1 LIMIT $2")
                    .execute(Tuple.of(owner, BATCH)))
        .compose(
            rows -> {
              List<String> ids = Columns.strings(rows, "id");
              Future<Void> chain = Future.succeededFuture();
              for (String id : ids) {
                chain = chain.compose(_ -> delete.apply(id)).compose(collector::collect);
              }
              return ids.isEmpty() ? chain : chain.compose(_ -> all(table, owner, delete));
            });
  }

  private Future<Void> tables(String owner) {
    Future<Void> chain = Future.succeededFuture();
    for (String table : TABLES) {
      chain =
          chain.compose(
              _ ->
                  database
                      .query(
                          db ->
                              db.preparedQuery("DELETE FROM job." + table + " WHERE owner = $1")
                                  .execute(Tuple.of(owner)))
                      .mapEmpty());
    }
    return chain;
  }

  private Future<Void> tell(String owner) {
    OwnerEvent event =
        new OwnerEvent(
            owner, EventKind.OWNER_DELETED, clock.instant(), Optional.empty(), Optional.empty());
    return database.transaction(conn -> Outbox.add(conn, List.of(event)));
  }
}
