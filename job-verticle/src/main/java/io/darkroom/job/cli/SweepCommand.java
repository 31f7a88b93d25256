package io.darkroom.job.cli;

import io.darkroom.job.JobConfig;
import io.darkroom.job.store.BlobSweep;
import io.darkroom.job.store.CounterSweep;
import io.darkroom.job.store.Schema;
import io.darkroom.kit.blob.FileBlobStore;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.postgres.Database;
import io.darkroom.kit.postgres.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * {@code sweep [--repair]}: says what of the blob store and the database does not fit together, and
 * with the switch puts it right. May run beside the service: files of the last day are left alone.
 */
public final class SweepCommand {
  /** The name of the command. */
  public static final String NAME = "sweep";

  private static final String REPAIR = "--repair";
  private static final Duration YOUNG = Duration.ofDays(1);
  private static final int BATCH = 1_000;
  private static final long LIMIT_MINUTES = 60;

  private final PrintStream out;
  private final boolean repair;

  private SweepCommand(PrintStream out, boolean repair) {
    this.out = out;
    this.repair = repair;
  }

  /**
   * Runs the command and prints a line for each kind of finding.
   *
   * @param args what follows the command: the switch, and settings as for the service
   * @return the exit code: 0 when all fits or was repaired, 1 when not, 2 when it could not run
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    boolean repair = Arrays.asList(args).contains(REPAIR);
    String[] rest = Arrays.stream(args).filter(arg -> !arg.equals(REPAIR)).toArray(String[]::new);
    try {
      JobConfig config = JobConfig.from(Settings.fromProcess(rest));
      return new SweepCommand(out, repair).run(config, YOUNG);
    } catch (RuntimeException | TimeoutException | IOException failed) {
      err.println(NAME + ": " + failed.getMessage());
      return 2;
    }
  }

  /** As the other method, for these settings, leaving alone what is younger than given. */
  public static int run(JobConfig config, boolean repair, Duration young, PrintStream out)
      throws TimeoutException, IOException {
    return new SweepCommand(out, repair).run(config, young);
  }

  private int run(JobConfig config, Duration young) throws TimeoutException, IOException {
    Vertx vertx = Vertx.vertx();
    try {
      Pool pool = Postgres.connect(vertx, config.postgres());
      FileBlobStore blobs = new FileBlobStore(vertx, config.blobs());
      await(Postgres.awaitReachable(vertx, pool));
      await(Schema.migrate(pool));
      long open = sweep(new Database(pool), blobs, config.blobs().folder(), young);
      if (repair) {
        say("interrupted uploads", await(blobs.sweepTemp(young)), true);
      }
      return open == 0 ? 0 : 1;
    } finally {
      await(vertx.close());
    }
  }

  /** Tells how many findings stay. */
  private long sweep(Database database, FileBlobStore blobs, Path folder, Duration young)
      throws TimeoutException, IOException {
    long counters = await(new CounterSweep(database, InstantSource.system()).wrong(repair));
    say("jobs with wrong counters", counters, repair);
    BlobSweep sweep = new BlobSweep(database, blobs);
    long miscounted = await(sweep.miscounted(repair));
    say("miscounted blobs", miscounted, repair);
    long unknown = 0;
    List<String> keys = keys(folder, young);
    for (int i = 0; i < keys.size(); i += BATCH) {
      unknown += await(sweep.unknown(keys.subList(i, Math.min(keys.size(), i + BATCH)), repair));
    }
    say("files nobody knows", unknown, repair);
    long lost = await(sweep.lost()).size();
    say("blobs without bytes", lost, false);
    if (repair) {
      await(sweep.collect());
    }
    return lost + (repair ? 0 : counters + miscounted + unknown);
  }

  private static List<String> keys(Path folder, Duration young) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    FileTime limit = FileTime.from(Instant.now().minus(young));
    try (Stream<Path> all = Files.walk(folder, 3)) {
      return all.filter(path -> path.getFileName().toString().matches("[0-9a-f]{64}"))
          .filter(path -> isOlder(path, limit))
          .map(path -> path.getFileName().toString())
          .toList();
    }
  }

  private static boolean isOlder(Path path, FileTime limit) {
    try {
      return Files.getLastModifiedTime(path).compareTo(limit) <= 0;
    } catch (IOException goneMeanwhile) {
      return false;
    }
  }

  private void say(String what, long count, boolean repaired) {
    out.println(what + ": " + count + (repaired && count > 0 ? " (repaired)" : ""));
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(LIMIT_MINUTES, TimeUnit.MINUTES);
  }
}
