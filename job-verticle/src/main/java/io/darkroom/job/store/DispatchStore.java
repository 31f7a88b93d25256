package io.darkroom.job.store;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.SourceImage;
import io.darkroom.job.domain.FairShare;
import io.darkroom.job.domain.TaskEvent;
import io.darkroom.job.domain.TaskFailure;
import io.darkroom.job.domain.WorkUnit;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes due tasks out of the queue, which is the table of tasks. Only one instance does so at a
 * time. The hand-over happens inside the transaction: a task that is marked as dispatched was
 * confirmed by the broker, and a task whose hand-over is in doubt is still in the queue.
 */
public final class DispatchStore {
  private static final String IN_FLIGHT =
      """
      SELECT owner, count(*)::int AS tasks,
        (count(*) FILTER (WHERE status = 'dispatched'))::int AS waiting
      FROM job.tasks WHERE lane = $1 AND status IN ('dispatched', 'running') GROUP BY owner
      """;
  // Hops from owner to owner along the index, then reads the head of each owner's queue.
  private static final String CANDIDATES =
      """
      WITH RECURSIVE owners AS (
        (SELECT owner FROM job.tasks WHERE lane = $1 AND status = 'queued'
         ORDER BY owner LIMIT 1)
        UNION ALL
        SELECT (SELECT t.owner FROM job.tasks t
                WHERE t.lane = $1 AND t.status = 'queued' AND t.owner > o.owner
                ORDER BY t.owner LIMIT 1)
        FROM owners o WHERE o.owner IS NOT NULL)
      SELECT d.owner, d.job_id, d.image_no, count(*)::int AS tasks
      FROM owners o CROSS JOIN LATERAL (
        SELECT t.owner, t.job_id, t.image_no, t.priority FROM job.tasks t
        WHERE t.lane = $1 AND t.status = 'queued' AND t.owner = o.owner AND t.not_before <= $2
        ORDER BY t.priority DESC, t.job_id, t.image_no, t.output_no LIMIT $3) d
      WHERE o.owner IS NOT NULL
      GROUP BY d.owner, d.job_id, d.image_no
      ORDER BY d.owner, max(d.priority) DESC, d.job_id, d.image_no
      """;
  private static final String TASKS =
      """
      SELECT t.id, t.job_id, t.image_no, t.owner, t.attempt, t.tries, t.not_before, t.image_id, o.recipe, j.traceparent,
        i.sha256, i.format, i.width, i.height, i.bytes, t.watermarks,
        ARRAY(SELECT w.sha256 FROM unnest(t.watermarks) WITH ORDINALITY AS n (id, no)
              LEFT JOIN job.images w ON w.id = n.id AND w.owner = t.owner
              ORDER BY n.no) AS watermark_keys
      FROM unnest($2::text[], $3::int[]) AS u (job_id, image_no)
      JOIN job.tasks t ON t.job_id = u.job_id AND t.image_no = u.image_no
      JOIN job.outputs o ON o.job_id = t.job_id AND o.no = t.output_no
      JOIN job.jobs j ON j.id = t.job_id
      LEFT JOIN job.images i ON i.id = t.image_id
      WHERE t.lane = $1 AND t.status = 'queued' AND t.not_before <= $4
      ORDER BY t.job_id, t.image_no, t.output_no
      """;
  private static final TaskFailure NO_IMAGE =
      new TaskFailure(FailureCode.GONE.wire(), "an image it needs was deleted");

  private final Database database;
  private final TaskLedger ledger;
  private final InstantSource clock;

  /** The queue in this database. */
  public DispatchStore(Database database, TaskLedger ledger, InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * How much may be handed over.
   *
   * @param waiting tasks that may wait in the broker for a worker
   * @param inFlight tasks that may wait or run
   */
  public record Window(int waiting, int inFlight) {}

  /**
   * A task that goes out.
   *
   * @param taskId the task
   * @param jobId its job
   * @param imageNo the image's place in the job
   * @param owner whose it is
   * @param attempt the number of this hand-over
   * @param tries attempts that ended badly
   * @param dueSince since when it could have been handed over
   * @param recipe canonical text
   * @param traceparent the trace of its job
   * @param source the image; empty when it, or one that a watermark names, was deleted
   * @param watermarks blob keys of the images that its watermarks name, by image id
   */
  public record DueTask(
      String taskId,
      String jobId,
      int imageNo,
      String owner,
      int attempt,
      int tries,
      Instant dueSince,
      String recipe,
      String traceparent,
      Optional<SourceImage> source,
      Map<String, String> watermarks) {}

  /**
   * Hands over what the window has room for.
   *
   * @param lastServed the owner who was served last
   * @param handOver publishes the tasks; the marks are kept only if it succeeds
   * @return the owner served last now; empty when nothing was handed over
   */
  public Future<Optional<String>> dispatch(
      Lane lane, Window window, String lastServed, Function<List<DueTask>, Future<Void>> handOver) {
    return database.transaction(
        conn ->
            AdvisoryLock.DISPATCH
                .tryTake(conn)
                .compose(
                    taken ->
                        taken
                            ? choose(conn, lane, window, lastServed)
                                .compose(units -> take(conn, lane, units, handOver))
                            : Future.succeededFuture(Optional.empty())));
  }

  private Future<List<WorkUnit>> choose(
      SqlConnection conn, Lane lane, Window window, String lastServed) {
    return conn.preparedQuery(IN_FLIGHT)
        .execute(Tuple.of(lane.wire()))
        .compose(
            rows -> {
              Map<String, Integer> inFlight = new HashMap<>();
              int waiting = 0;
              int all = 0;
              for (Row row : rows) {
                inFlight.put(row.getString("owner"), row.getInteger("tasks"));
                waiting += row.getInteger("waiting");
                all += row.getInteger("tasks");
              }
              int slots = Math.min(window.waiting() - waiting, window.inFlight() - all);
              return slots <= 0
                  ? Future.succeededFuture(List.of())
                  : candidates(conn, lane, slots)
                      .map(due -> FairShare.choose(slots, due, inFlight, lastServed));
            });
  }

  private Future<List<WorkUnit>> candidates(SqlConnection conn, Lane lane, int slots) {
    return conn.preparedQuery(CANDIDATES)
        .execute(Tuple.of(lane.wire(), Columns.time(clock.instant()), slots))
        .map(
            rows -> {
              List<WorkUnit> units = new ArrayList<>();
              for (Row row : rows) {
                units.add(
                    new WorkUnit(
                        row.getString("owner"),
                        row.getString("job_id"),
                        row.getInteger("image_no"),
                        row.getInteger("tasks")));
              }
              return units;
            });
  }

  private Future<Optional<String>> take(
      SqlConnection conn,
      Lane lane,
      List<WorkUnit> units,
      Function<List<DueTask>, Future<Void>> handOver) {
    if (units.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    Tuple parameters =
        Tuple.of(
            lane.wire(),
            units.stream().map(WorkUnit::jobId).toArray(String[]::new),
            units.stream().map(WorkUnit::imageNo).toArray(Integer[]::new),
            Columns.time(clock.instant()));
    return conn.preparedQuery(TASKS)
        .execute(parameters)
        .map(DispatchStore::dueTasks)
        .compose(due -> mark(conn, due).compose(marked -> handOver.apply(goingOut(due, marked))))
        .map(_ -> Optional.of(units.getLast().owner()));
  }

  private Future<Set<String>> mark(SqlConnection conn, List<DueTask> due) {
    Instant now = clock.instant();
    List<TaskSignal> signals =
        due.stream()
            .map(
                task ->
                    new TaskSignal(
                        task.jobId(),
                        task.taskId(),
                        task.source().isPresent()
                            ? new TaskEvent.Dispatched(now, task.attempt())
                            : new TaskEvent.SourceDeleted(now, NO_IMAGE)))
            .toList();
    return ledger.applyIn(conn, signals);
  }

  private static List<DueTask> goingOut(List<DueTask> due, Set<String> marked) {
    return due.stream()
        .filter(task -> task.source().isPresent() && marked.contains(task.taskId()))
        .toList();
  }

  private static List<DueTask> dueTasks(RowSet<Row> rows) {
    List<DueTask> due = new ArrayList<>();
    for (Row row : rows) {
      Optional<Map<String, String>> watermarks = watermarks(row);
      due.add(
          new DueTask(
              row.getString("id"),
              row.getString("job_id"),
              row.getInteger("image_no"),
              row.getString("owner"),
              row.getInteger("attempt") + 1,
              row.getInteger("tries"),
              Columns.instant(row, "not_before"),
              row.getString("recipe"),
              row.getString("traceparent"),
              Columns.optionalString(row, "sha256")
                  .filter(_ -> watermarks.isPresent())
                  .map(sha256 -> source(row, sha256)),
              watermarks.orElseGet(Map::of)));
    }
    return due;
  }

  /** Empty when one of them was deleted. */
  private static Optional<Map<String, String>> watermarks(Row row) {
    String[] ids = row.getArrayOfStrings("watermarks");
    String[] keys = row.getArrayOfStrings("watermark_keys");
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (keys[i] == null) {
        return Optional.empty();
      }
      found.put(ids[i], keys[i]);
    }
    return Optional.of(found);
  }

  private static SourceImage source(Row row, String sha256) {
    return new SourceImage(
        row.getString("image_id"),
        sha256,
        row.getString("format"),
        row.getInteger("width"),
        row.getInteger("height"),
        row.getLong("bytes"));
  }
}
