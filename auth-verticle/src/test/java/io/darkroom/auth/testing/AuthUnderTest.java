package io.darkroom.auth.testing;

import io.darkroom.auth.AuthConfig;
import io.darkroom.auth.AuthVerticle;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.RedisAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.Meters;
import io.darkroom.kit.service.ServiceContext;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One or more instances of the service on a database and a Redis of their own. */
public final class AuthUnderTest implements AutoCloseable {
  private static final long LIMIT_SECONDS = 90;

  private final Vertx vertx = Vertx.vertx();
  private final PrometheusMeterRegistry meters = Meters.create();
  private final TestClock clock = new TestClock();
  private final Map<ServiceName, List<Endpoint>> places = new ConcurrentHashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final PostgresAddress postgres = TestBackends.get().newDatabase();
  private String deployment;
  private AuthClient client;

  private AuthUnderTest(Map<String, String> overrides) {
    RedisAddress redis = TestBackends.get().newRedis();
    settings.put("postgres.host", postgres.host());
    settings.put("postgres.port", Integer.toString(postgres.port()));
    settings.put("postgres.user", postgres.user());
    settings.put("postgres.password", postgres.password());
    settings.put("postgres.database", postgres.database());
    settings.put("redis.host", redis.host());
    settings.put("redis.port", Integer.toString(redis.port()));
    settings.put("redis.password", redis.password());
    settings.put("redis.database", Integer.toString(redis.database()));
    settings.put("auth.passwords.memory", "64KiB");
    settings.put("auth.passwords.iterations", "1");
    settings.put("auth.throttle.account-burst", "1000");
    settings.put("auth.throttle.address-burst", "1000");
    settings.put("auth.throttle.register-burst", "1000");
    settings.put("auth.signing.reload", "100ms");
    settings.put("drain.grace", "5s");
    settings.putAll(overrides);
  }

  /** Starts an instance with cheap hashes and wide limits, unless the settings say otherwise. */
  public static AuthUnderTest start(Map<String, String> overrides) {
    AuthUnderTest auth = new AuthUnderTest(overrides);
    auth.deploy();
    return auth;
  }

  /** Prepares without starting. */
  public static AuthUnderTest prepare(Map<String, String> overrides) {
    return new AuthUnderTest(overrides);
  }

  /** Starts an instance with the settings as they are now and talks to it from now on. */
  public AuthUnderTest deploy() {
    deployment = await(deployLater());
    client = new AuthClient(places.get(ServiceName.AUTH).getLast().port());
    return this;
  }

  /** Begins to start an instance. */
  public Future<String> deployLater() {
    return vertx.deployVerticle(new AuthVerticle(config(), context()));
  }

  /** Stops the instance that was started last. */
  public void undeploy() {
    await(vertx.undeploy(deployment));
  }

  /** Changes a setting for the next start. */
  public AuthUnderTest set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** The settings in force. */
  public AuthConfig config() {
    return AuthConfig.from(Settings.of(settings));
  }

  /** The settings as text. */
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** Talks to the instance that was started last. */
  public AuthClient client() {
    return client;
  }

  /** Moves the time of every instance. */
  public TestClock clock() {
    return clock;
  }

  /** For clients of a test's own. */
  public Vertx vertx() {
    return vertx;
  }

  /** Where a service is said to be. */
  public Map<ServiceName, List<Endpoint>> places() {
    return places;
  }

  /** What the instances know of each other and the world. */
  public ServiceContext context() {
    Ids ids = new Ids();
    return new ServiceContext(
        ServiceName.AUTH,
        ids.next(IdKind.INSTANCE),
        service -> places.getOrDefault(service, List.of()),
        (service, http) -> {
          places.merge(service, List.of(http), AuthUnderTest::joined);
          return Future.succeededFuture(() -> leave(service, http));
        },
        meters,
        ids,
        clock);
  }

  /** Waits as long as a loaded machine may need. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("took longer than " + LIMIT_SECONDS + " s", late);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
    meters.close();
  }

  private Future<Void> leave(ServiceName service, Endpoint http) {
    places.computeIfPresent(
        service, (name, known) -> known.stream().filter(e -> !e.equals(http)).toList());
    return Future.succeededFuture();
  }

  private static List<Endpoint> joined(List<Endpoint> before, List<Endpoint> added) {
    return Stream.concat(before.stream(), added.stream()).toList();
  }
}
