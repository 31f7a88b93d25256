package io.darkroom.job.store;

import io.darkroom.job.domain.link.LinkKey;
import io.darkroom.job.domain.link.LinkKeys;
import io.darkroom.kit.config.Secret;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The keys that public links are signed with, one set for all instances. */
public final class LinkKeyStore {
  private static final String LOCK = "LOCK TABLE job.link_keys IN EXCLUSIVE MODE";
  private static final String LOAD =
      "SELECT id, secret FROM job.link_keys ORDER BY no DESC LIMIT " + LinkKeys.MOST;
  private static final String ADD = "INSERT INTO job.link_keys (id, secret) VALUES ($1, $2)";
  private static final String KEEP =
      """
      DELETE FROM job.link_keys
      WHERE no NOT IN (SELECT no FROM job.link_keys ORDER BY no DESC LIMIT $1)
      """;

  private final Database database;

  /** Keys in this database. */
  public LinkKeyStore(Database database) {
    this.database = database;
  }

  /** The keys there are; the given one becomes the first when there is none. */
  public Future<LinkKeys> load(LinkKey first) {
    return database
        .query(LinkKeyStore::load)
        .compose(
            found ->
                found.keys().isEmpty()
                    ? database.transaction(conn -> start(conn, first))
                    : Future.succeededFuture(found));
  }

  private static Future<LinkKeys> start(SqlConnection conn, LinkKey first) {
    return locked(conn)
        .compose(_ -> load(conn))
        .compose(
            found ->
                found.keys().isEmpty()
                    ? add(conn, first).compose(_ -> load(conn))
                    : Future.succeededFuture(found));
  }

  /**
   * Makes this the key that signs from now on.
   *
   * @param alone forgets the others, which ends every link they have signed; else the one before it
   *     stays
   */
  public Future<Void> rotate(LinkKey fresh, boolean alone) {
    int kept = alone ? 1 : LinkKeys.MOST;
    return database.transaction(
        conn ->
            locked(conn)
                .compose(_ -> add(conn, fresh))
                .compose(_ -> conn.preparedQuery(KEEP).execute(Tuple.of(kept)).mapEmpty()));
  }

  private static Future<Void> locked(SqlConnection conn) {
    return conn.query(LOCK).execute().mapEmpty();
  }

  private static Future<Void> add(SqlConnection conn, LinkKey key) {
    return conn.preparedQuery(ADD).execute(Tuple.of(key.id(), key.secret().reveal())).mapEmpty();
  }

  private static Future<LinkKeys> load(SqlClient client) {
    return client
        .preparedQuery(LOAD)
        .execute()
        .map(
            rows -> {
              List<LinkKey> keys = new ArrayList<>();
              for (Row row : rows) {
                keys.add(new LinkKey(row.getString("id"), Secret.of(row.getString("secret"))));
              }
              return new LinkKeys(keys);
            });
  }
}
