package io.darkroom.job.store;

import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads jobs and tasks, always for one owner. */
public final class JobStore {
  private static final String FIND =
      "SELECT " + JobRecord.COLUMNS + " FROM job.jobs WHERE id = $1 AND owner = $2";
  private static final String LIST =
      "SELECT "
          + JobRecord.COLUMNS
          + """
           FROM job.jobs
          WHERE owner = $1 AND ($2::text IS NULL OR id < $2)
            AND ($3::text IS NULL OR status = $3)
            AND ($4::text IS NULL OR position(lower($4) IN lower(name)) > 0)
          ORDER BY id DESC LIMIT $5
          """;
  private static final String TEMPLATE =
      "SELECT name, priority, webhook, "
          + JobRecord.OUTPUTS
          + """
          , ARRAY(SELECT t.image_id FROM job.tasks t WHERE t.job_id = jobs.id AND t.output_no = 0
                  ORDER BY t.image_no) AS images
          FROM job.jobs WHERE id = $1 AND owner = $2
          """;
  private static final String TASKS =
      TaskRecord.SELECT
          + """
          WHERE t.job_id = $1 AND (t.image_no, t.output_no) >= ($2::int, $3::int)
          ORDER BY t.image_no, t.output_no LIMIT $4
          """;
  private static final String RESULTS =
      TaskRecord.SELECT
          + """
          WHERE t.job_id = $1 AND (t.image_no, t.output_no) >= ($2::int, $3::int)
            AND t.result_sha256 IS NOT NULL AND NOT t.purged
          ORDER BY t.image_no, t.output_no LIMIT $4
          """;
  private static final String TASK =
      TaskRecord.SELECT + "WHERE t.job_id = $1 AND t.id = $2 AND t.owner = $3";

  private final Database database;

  /** Reads from this database. */
  public JobStore(Database database) {
    this.database = database;
  }

  /**
   * Which jobs to list.
   *
   * @param status only those in this state
   * @param text only those whose name contains this
   * @param after only those older than this id
   * @param limit how many at most
   */
  public record Query(
      Optional<String> status, Optional<String> text, Optional<String> after, int limit) {}

  /**
   * A place in a job's tasks.
   *
   * @param imageNo the image's place in the job
   * @param outputNo the output's place
   */
  public record TaskPlace(int imageNo, int outputNo) {
    /** Where every job begins. */
    public static final TaskPlace FIRST = new TaskPlace(0, 0);
  }

  /**
   * Some tasks of a job.
   *
   * @param tasks in the order of images and outputs
   * @param next the place of the first one left out
   */
  public record Tasks(List<TaskRecord> tasks, Optional<TaskPlace> next) {}

  /** Finds an owner's job. */
  public Future<Optional<JobRecord>> find(String owner, String id) {
    return database
        .read(db -> db.preparedQuery(FIND).execute(Tuple.of(id, owner)))
        .map(rows -> list(rows, JobRecord::of).stream().findFirst());
  }

  /** What an owner's job was asked for with. */
  public Future<Optional<JobTemplate>> template(String owner, String id) {
    return database
        .query(db -> db.preparedQuery(TEMPLATE).execute(Tuple.of(id, owner)))
        .map(rows -> list(rows, JobStore::template).stream().findFirst());
  }

  private static JobTemplate template(Row row) {
    return new JobTemplate(
        row.getString("name"),
        row.getInteger("priority"),
        Columns.optionalString(row, "webhook"),
        List.of(row.getArrayOfStrings("images")),
        JobRecord.outputs(row));
  }

  /** Lists an owner's jobs, newest first. */
  public Future<Page<JobRecord>> list(String owner, Query query) {
    Tuple parameters =
        Tuple.of(
            owner,
            query.after().orElse(null),
            query.status().orElse(null),
            query.text().orElse(null),
            query.limit() + 1);
    return database
        .query(db -> db.preparedQuery(LIST).execute(parameters))
        .map(rows -> Page.of(list(rows, JobRecord::of), query.limit(), JobRecord::id));
  }

  /**
   * Finds an owner's job with some of its tasks; both are asked for at the same time.
   *
   * @param limit how many tasks at most
   */
  public Future<Optional<JobWithTasks>> findWithTasks(
      String owner, String id, TaskPlace from, int limit) {
    Future<Optional<JobRecord>> job = find(owner, id);
    Future<Tasks> tasks = tasks(id, from, limit);
    return Future.all(job, tasks)
        .map(_ -> job.result().map(found -> new JobWithTasks(found, tasks.result())));
  }

  /** A job and some of its tasks. */
  public record JobWithTasks(JobRecord job, Tasks tasks) {}

  /** Some tasks of a job that is known to be the owner's. */
  public Future<Tasks> tasks(String jobId, TaskPlace from, int limit) {
    return tasks(TASKS, jobId, from, limit);
  }

  /** Some tasks of a job that have a result. */
  public Future<Tasks> results(String jobId, TaskPlace from, int limit) {
    return tasks(RESULTS, jobId, from, limit);
  }

  /** Finds a task of an owner's job. */
  public Future<Optional<TaskRecord>> task(String owner, String jobId, String taskId) {
    return database
        .read(db -> db.preparedQuery(TASK).execute(Tuple.of(jobId, taskId, owner)))
        .map(rows -> list(rows, TaskRecord::of).stream().findFirst());
  }

  private Future<Tasks> tasks(String sql, String jobId, TaskPlace from, int limit) {
    return database
        .read(
            db ->
                db.preparedQuery(sql)
                    .execute(Tuple.of(jobId, from.imageNo(), from.outputNo(), limit + 1)))
        .map(rows -> tasks(rows, limit));
  }

  private static Tasks tasks(RowSet<Row> rows, int limit) {
    List<TaskRecord> tasks = new ArrayList<>();
    for (Row row : rows) {
      if (tasks.size() == limit) {
        TaskPlace next = new TaskPlace(row.getInteger("image_no"), row.getInteger("output_no"));
        return new Tasks(tasks, Optional.of(next));
      }
      tasks.add(TaskRecord.of(row));
    }
    return new Tasks(tasks, Optional.empty());
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapping) {
    List<T> list = new ArrayList<>();
    rows.forEach(row -> list.add(mapping.apply(row)));
    return list;
  }
}
