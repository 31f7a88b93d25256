package io.darkroom.auth;

import io.darkroom.auth.api.AccountApi;
import io.darkroom.auth.api.ApiKeyApi;
import io.darkroom.auth.api.Clients;
import io.darkroom.auth.api.InternalApi;
import io.darkroom.auth.api.SessionApi;
import io.darkroom.auth.api.SigningKeyApi;
import io.darkroom.auth.api.UserApi;
import io.darkroom.auth.background.PurgeRelay;
import io.darkroom.auth.background.Recurring;
import io.darkroom.auth.domain.password.PasswordHasher;
import io.darkroom.auth.domain.password.PasswordPolicy;
import io.darkroom.auth.domain.signing.KeySealer;
import io.darkroom.auth.hashing.HashingPool;
import io.darkroom.auth.hashing.Passwords;
import io.darkroom.auth.service.Accounts;
import io.darkroom.auth.service.ApiKeys;
import io.darkroom.auth.service.Logins;
import io.darkroom.auth.service.Refreshes;
import io.darkroom.auth.service.Registrations;
import io.darkroom.auth.service.Sessions;
import io.darkroom.auth.service.Users;
import io.darkroom.auth.store.ExpiredRows;
import io.darkroom.auth.store.Stores;
import io.darkroom.auth.throttling.Attempts;
import io.darkroom.auth.throttling.DegradingThrottle;
import io.darkroom.auth.throttling.Limits;
import io.darkroom.auth.throttling.LocalThrottle;
import io.darkroom.auth.throttling.RedisThrottle;
import io.darkroom.auth.token.KeyVault;
import io.darkroom.auth.token.LiveAuthenticator;
import io.darkroom.auth.token.SigningKeys;
import io.darkroom.auth.token.TokenIssuer;
import io.darkroom.codecs.message.RedisKeys;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.HttpDrain;
import io.darkroom.kit.postgres.Database;
import io.darkroom.kit.redis.RedisClient;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The objects of one instance, put together around the resources its verticle owns. */
final class AuthParts {
  private static final String REDIS_PREFIX = "darkroom";
  private static final Duration DATABASE_LIMIT = Duration.ofSeconds(10);
  private static final Duration PURGE_PAUSE = Duration.ofSeconds(2);
  private static final Duration SWEEP_PAUSE = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final AuthConfig config;
  private final ServiceContext context;
  private final Database database;
  private final RedisClient redis;
  private final HashingPool hashing;
  private final ServiceClient jobs;
  private final SecureRandom random = new SecureRandom();
  private final Stores stores = Stores.create();
  private final SigningKeys keys;
  private final TokenIssuer issuer;

  AuthParts(
      Vertx vertx,
      AuthConfig config,
      ServiceContext context,
      Pool pool,
      RedisClient redis,
      HashingPool hashing,
      ServiceClient jobs) {
    this.vertx = vertx;
    this.config = config;
    this.context = context;
    this.database = new Database(pool, DATABASE_LIMIT);
    this.redis = redis;
    this.hashing = hashing;
    this.jobs = jobs;
    this.keys =
        new SigningKeys(
            database,
            stores.signingKeys(),
            new KeyVault(new KeySealer(config.signing().sealingSecret(), random), random, hashing),
            config.signing().policy(config.sessions().longestAccess()),
            context.clock());
    this.issuer = new TokenIssuer(vertx, keys, config.tokens(), random, context.clock());
  }

  SigningKeys keys() {
    return keys;
  }

  Future<Router> router(Contract contract, HttpDrain drain) {
    ApiRouter router =
        ApiRouter.create(vertx, contract, context.name())
            .drain(drain)
            .authenticate(
                new LiveAuthenticator(
                    vertx, config.tokens(), keys, database, stores.grants(), context.clock()));
    mountPeople(router);
    mountKeys(router);
    return router.build();
  }

  List<Recurring> background() {
    PurgeRelay purges = new PurgeRelay(database, stores.purges(), jobs, issuer, context.clock());
    ExpiredRows expired = new ExpiredRows();
    return List.of(
        new Recurring(vertx, "signing keys", config.signing().reload(), keys::refresh),
        new Recurring(vertx, "owner purge", PURGE_PAUSE, purges::run),
        new Recurring(
            vertx,
            "expired rows",
            SWEEP_PAUSE,
            () -> database.query(db -> expired.remove(db, context.clock().instant()))));
  }

  private void mountPeople(ApiRouter router) {
    InstantSource clock = context.clock();
    Passwords passwords =
        new Passwords(
            hashing,
            new PasswordPolicy(config.passwords().minLength()),
            new PasswordHasher(config.passwords().cost(), random));
    Attempts attempts =
        new Attempts(
            new DegradingThrottle(
                new RedisThrottle(redis, new RedisKeys(REDIS_PREFIX)), new LocalThrottle(clock)));
    Limits limits = new Limits(config.throttle());
    Sessions sessions =
        new Sessions(database, stores, issuer, config.sessions(), context.ids(), random, clock);
    Clients clients = new Clients(config.throttle().trustForwarded());
    new AccountApi(
            new Registrations(
                database, stores.accounts(), passwords, attempts, limits, context.ids(), clock),
            new Accounts(
                database, stores, passwords, sessions, attempts, limits, config.sessions(), clock),
            clients)
        .mount(router);
    new SessionApi(
            new Logins(database, stores.accounts(), passwords, sessions, attempts, limits),
            new Refreshes(database, stores, sessions, config.sessions(), random, clock),
            sessions,
            clients)
        .mount(router);
    new UserApi(new Users(database, stores, sessions, config.sessions(), clock)).mount(router);
  }

  private void mountKeys(ApiRouter router) {
    ApiKeys apiKeys =
        new ApiKeys(
            database,
            stores,
            issuer,
            config.apiKeys(),
            config.sessions(),
            context.ids(),
            random,
            context.clock());
    new ApiKeyApi(apiKeys, context.clock()).mount(router);
    new SigningKeyApi(keys).mount(router);
    new InternalApi(apiKeys).mount(router);
  }
}
