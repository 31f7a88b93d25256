package io.darkroom.auth.cli;

import io.darkroom.auth.AuthConfig;
import io.darkroom.auth.domain.signing.KeySealer;
import io.darkroom.auth.domain.signing.SigningKey;
import io.darkroom.auth.hashing.HashingPool;
import io.darkroom.auth.store.Schema;
import io.darkroom.auth.store.SigningKeyStore;
import io.darkroom.auth.token.KeyVault;
import io.darkroom.auth.token.SigningKeys;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.postgres.Database;
import io.darkroom.kit.postgres.Postgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code rotate-keys [--compromised]}: replaces the signing key straight in the database. Running
 * instances notice within their reload time; no administrator's token is needed.
 */
public final class RotateKeys {
  /** The name of the command. */
  public static final String NAME = "rotate-keys";

  private static final String COMPROMISED = "--compromised";
  private static final long LIMIT_SECONDS = 90;

  private RotateKeys() {}

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
      Settings settings = Settings.fromProcess(rest);
      SigningKey key = rotate(AuthConfig.from(settings), compromised);
      out.println(key.kid() + " signs from " + key.activeFrom());
      return 0;
    } catch (RuntimeException | TimeoutException failed) {
      err.println(NAME + ": " + failed.getMessage());
      return 1;
    }
  }

  private static SigningKey rotate(AuthConfig config, boolean compromised) throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      Pool pool = Postgres.connect(vertx, config.postgres());
      HashingPool threads =
          new HashingPool(vertx.getOrCreateContext(), 1, 16, new SimpleMeterRegistry());
      SecureRandom random = new SecureRandom();
      SigningKeys keys =
          new SigningKeys(
              new Database(pool, Duration.ofSeconds(LIMIT_SECONDS)),
              new SigningKeyStore(),
              new KeyVault(
                  new KeySealer(config.signing().sealingSecret(), random), random, threads),
              config.signing().policy(config.sessions().longestAccess()),
              InstantSource.system());
      return Postgres.awaitReachable(vertx, pool)
          .compose(reached -> Schema.migrate(pool))
          .compose(migrated -> keys.rotate(compromised))
          .eventually(threads::stop)
          .eventually(pool::close)
          .await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } finally {
      Future<Void> closed = vertx.close();
      closed.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }
}
