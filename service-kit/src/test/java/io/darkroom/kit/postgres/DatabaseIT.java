package io.darkroom.kit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.kit.config.PostgresConfig;
import io.darkroom.kit.config.Secret;
import io.darkroom.testing.CuttableLink;
import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseIT {
  private static final String SLEEP = "SELECT pg_sleep(60)";

  private Vertx vertx;
  private CuttableLink link;
  private PostgresConfig config;
  private Pool pool;
  private Database database;

  @BeforeEach
  void start() {
    PostgresAddress at = TestBackends.get().newDatabase();
    vertx = Vertx.vertx();
    link = new CuttableLink(vertx, at.host(), at.port());
    config =
        new PostgresConfig(
            "127.0.0.1", link.port(), at.database(), at.user(), Secret.of(at.password()), 1, 1);
    pool = Postgres.connect(vertx, config);
    database = new Database(pool, Postgres.pipelined(vertx, config));
  }

  @AfterEach
  void stop() {
    link.close();
    Eventually.get(vertx.close());
  }

  private static Future<RowSet<Row>> run(SqlClient client, String sql) {
    return client.query(sql).execute();
  }

  private void awaitRunning(int statements) {
    Pool observer = Postgres.connect(vertx, config);
    String running =
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = '"
            + SLEEP
            + "' AND state = 'active'";
    await()
        .atMost(Eventually.LIMIT)
        .until(() -> Eventually.get(run(observer, running)).size() == statements);
  }

  private static void requireUnavailable(Future<?> future) {
    Failure failure = FailureException.failureOf(Eventually.failure(future));
    assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
    assertThat(failure.retryAfter()).isPresent();
  }

  @Test
  void aConnectionThatIsLostUnderAStatementIsUnavailable() {
    Future<RowSet<Row>> query = database.query(db -> run(db, SLEEP));
    Future<RowSet<Row>> read = database.read(db -> run(db, SLEEP));
    awaitRunning(2);

    link.cut();

    requireUnavailable(query);
    requireUnavailable(read);
  }

  @Test
  void statementsInLineBehindALostOneAreUnavailable() {
    List<Future<RowSet<Row>>> reads = new ArrayList<>();
    reads.add(database.read(db -> run(db, SLEEP)));
    reads.add(database.read(db -> run(db, "SELECT 1")));
    reads.add(database.read(db -> db.preparedQuery("SELECT 2").execute()));
    awaitRunning(1);

    link.cut();

    reads.forEach(DatabaseIT::requireUnavailable);
  }

  @Test
  void aTransactionWhoseConnectionIsLostIsUnavailable() {
    Future<RowSet<Row>> between =
        database.transaction(
            conn ->
                run(conn, "SELECT 1").onSuccess(_ -> link.cut()).compose(_ -> run(conn, SLEEP)));

    requireUnavailable(between);
  }

  @Test
  void aDatabaseThatCannotBeReachedIsUnavailable() {
    link.refuse(true);

    requireUnavailable(database.query(db -> run(db, "SELECT 1")));
    requireUnavailable(database.transaction(conn -> run(conn, "SELECT 1")));
  }

  @Test
  void aFullQueueBeforeThePoolIsUnavailable() {
    Promise<Void> held = Promise.promise();
    Promise<Void> release = Promise.promise();
    Future<Void> holder =
        database.transaction(
            conn ->
                run(conn, "SELECT 1")
                    .onSuccess(_ -> held.complete())
                    .compose(_ -> release.future()));
    Eventually.get(held.future());
    Future<RowSet<Row>> waiting = database.query(db -> run(db, "SELECT 2"));

    requireUnavailable(database.query(db -> run(db, "SELECT 3")));
    requireUnavailable(database.transaction(conn -> run(conn, "SELECT 4")));

    release.complete();
    Eventually.get(holder);
    assertThat(Eventually.get(waiting).size()).isEqualTo(1);
  }

  @Test
  void aServerThatEndsTheSessionIsUnavailable() {
    requireUnavailable(
        database.query(db -> run(db, "SELECT pg_terminate_backend(pg_backend_pid())")));
    requireUnavailable(
        database.query(
            db -> run(db, "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$")));
  }

  @Test
  void whatTakesLongerThanTheLimitIsUnavailable() {
    Database limited = new Database(pool, Duration.ofMillis(50));

    requireUnavailable(limited.query(db -> run(db, SLEEP)));
  }

  @Test
  void aRefusedStatementAndOurOwnFaultsStayWhatTheyAre() {
    IllegalStateException defect = new IllegalStateException("ours");
    FailureException known = Failure.of(FailureCode.NOT_FOUND).asException();

    assertThat(Eventually.failure(database.query(db -> run(db, "SELECT nothing"))))
        .isInstanceOf(PgException.class);
    assertThat(Eventually.failure(database.transaction(_ -> Future.failedFuture(defect))))
        .isSameAs(defect);
    assertThat(Eventually.failure(database.transaction(_ -> Future.failedFuture(known))))
        .isSameAs(known);
    assertThat(Eventually.get(database.query(db -> run(db, "SELECT 1"))).size()).isEqualTo(1);
  }
}
