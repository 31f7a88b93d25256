package io.darkroom.auth.token;

import io.darkroom.auth.domain.signing.KeyPolicy;
import io.darkroom.auth.domain.signing.KeyRing;
import io.darkroom.auth.domain.signing.SigningKey;
import io.darkroom.auth.store.SigningKeyStore;
import io.darkroom.auth.store.SigningKeyStore.StoredKey;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys as this instance knows them. The database is the truth; every instance reads it often
 * enough to know a key before it signs. Reading is safe for any thread.
 */
public final class SigningKeys {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

  private final Database database;
  private final SigningKeyStore store;
  private final KeyVault vault;
  private final KeyPolicy policy;
  private final InstantSource clock;
  private volatile KeyRing ring = new KeyRing(List.of());

  /** Knows no key until {@link #refresh} has succeeded. */
  public SigningKeys(
      Database database,
      SigningKeyStore store,
      KeyVault vault,
      KeyPolicy policy,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.vault = vault;
    this.policy = policy;
    this.clock = clock;
  }

  /** The key to sign with now. */
  public SigningKey signing() {
    return ring.signing(clock.instant())
        .orElseThrow(
            () -> Failure.of(FailureCode.UNAVAILABLE, "No signing key is known").asException());
  }

  /** The keys that verifiers should know now. */
  public List<SigningKey> published() {
    return ring.published(clock.instant());
  }

  /** Reads the keys, and makes a new one first when there is none or the newest is old. */
  public Future<Void> refresh() {
    return database
        .query(this::load)
        .compose(
            found -> {
              ring = found;
              return policy.isDue(found, clock.instant())
                  ? rotate(false, true).mapEmpty()
                  : Future.succeededFuture();
            });
  }

  /**
   * Makes a key that takes over.
   *
   * @param compromised at once and alone, instead of after the lead and beside the others
   */
  public Future<SigningKey> rotate(boolean compromised) {
    return rotate(compromised, false);
  }

  private Future<SigningKey> rotate(boolean compromised, boolean onlyIfDue) {
    return database
        .transaction(
            db ->
                store
                    .lock(db)
                    .compose(locked -> load(db))
                    .compose(
                        before -> {
                          Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                          return onlyIfDue && !policy.isDue(before, now)
                              ? Future.succeededFuture(before)
                              : add(db, before, compromised, now);
                        }))
        .map(
            after -> {
              ring = after;
              return after.newest().orElseThrow();
            });
  }

  private Future<KeyRing> add(SqlClient db, KeyRing before, boolean compromised, Instant now) {
    // The very first key has nobody to wait for.
    boolean atOnce = compromised || before.signing(now).isEmpty();
    return vault
        .make(now, atOnce ? now : policy.start(before, now))
        .compose(fresh -> store(db, before, compromised, fresh));
  }

  private Future<KeyRing> store(
      SqlClient db, KeyRing before, boolean compromised, SigningKey fresh) {
    KeyRing after = compromised ? policy.replace(before, fresh) : policy.rotate(before, fresh);
    log.atInfo()
        .addKeyValue("kid", fresh.kid())
        .addKeyValue("activeFrom", fresh.activeFrom())
        .addKeyValue("compromised", compromised)
        .log("signing key made");
    return vault
        .close(fresh)
        .compose(stored -> store.insert(db, stored))
        .compose(inserted -> retireAll(db, after, fresh))
        .map(after);
  }

  private Future<Void> retireAll(SqlClient db, KeyRing after, SigningKey fresh) {
    Future<Void> chain = Future.succeededFuture();
    for (SigningKey key : after.keys()) {
      if (!key.kid().equals(fresh.kid())) {
        chain = chain.compose(done -> store.retire(db, key.kid(), key.retiresAt()));
      }
    }
    return chain;
  }

  private Future<KeyRing> load(SqlClient db) {
    return store.current(db, clock.instant()).compose(this::open);
  }

  // Opening a sealed key is slow, so keys that are known are not opened again.
  private Future<KeyRing> open(List<StoredKey> rows) {
    Map<String, SigningKey> known =
        ring.keys().stream().collect(Collectors.toMap(SigningKey::kid, Function.identity()));
    List<Future<SigningKey>> keys =
        rows.stream()
            .map(row -> vault.open(row, Optional.ofNullable(known.get(row.kid()))))
            .toList();
    return Future.all(keys).map(all -> new KeyRing(all.list()));
  }
}
