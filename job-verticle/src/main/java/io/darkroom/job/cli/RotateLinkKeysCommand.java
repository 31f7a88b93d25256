package io.darkroom.job.cli;

import io.darkroom.job.JobConfig;
import io.darkroom.job.domain.link.LinkKey;
import io.darkroom.job.store.LinkKeyStore;
import io.darkroom.job.store.Schema;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.postgres.Database;
import io.darkroom.kit.postgres.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code rotate-link-keys [--compromised]}: replaces the key that signs public links, straight in
 * the database. Links of the key before stay good, older ones end; with the switch all end. Running
 * instances notice within the reload time.
 */
public final class RotateLinkKeysCommand {
  /** The name of the command. */
  public static final String NAME = "rotate-link-keys";

  private static final String COMPROMISED = "--compromised";
  private static final long LIMIT_SECONDS = 90;

  private RotateLinkKeysCommand() {}

  /**
   * Runs the command and prints the new key's id, or one line that says why there is none.
   *
   * @param args what follows the command: the switch, and settings as for the service
   * @return the exit code
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    boolean compromised = Arrays.asList(args).contains(COMPROMISED);
    String[] rest =
        Arrays.stream(args).filter(arg -> !arg.equals(COMPROMISED)).toArray(String[]::new);
    try {
      run(JobConfig.from(Settings.fromProcess(rest)), compromised, out);
      return 0;
    } catch (RuntimeException | TimeoutException failed) {
      err.println(NAME + ": " + failed.getMessage());
      return 1;
    }
  }

  /** As the other method, for these settings. */
  public static void run(JobConfig config, boolean compromised, PrintStream out)
      throws TimeoutException {
    if (config.own().links().keys().isPresent()) {
      throw new IllegalStateException(
          "links are signed with the configured secret: change job.links.secret instead");
    }
    LinkKey fresh = LinkKey.generate(new SecureRandom());
    Vertx vertx = Vertx.vertx();
    try {
      Pool pool = Postgres.connect(vertx, config.postgres());
      await(
          Postgres.awaitReachable(vertx, pool)
              .compose(_ -> Schema.migrate(pool))
              .compose(_ -> new LinkKeyStore(new Database(pool)).rotate(fresh, compromised))
              .eventually(pool::close));
    } finally {
      await(vertx.close());
    }
    out.println(fresh.id() + " signs links from now on");
  }

  private static void await(Future<?> future) throws TimeoutException {
    future.await(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
