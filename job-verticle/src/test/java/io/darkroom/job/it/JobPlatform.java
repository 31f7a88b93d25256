package io.darkroom.job.it;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.darkroom.codecs.id.Ids;
import io.darkroom.codecs.message.Topology;
import io.darkroom.embedded.BrokerAddress;
import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.job.JobConfig;
import io.darkroom.job.JobVerticle;
import io.darkroom.kit.blob.FileBlobStore;
import io.darkroom.kit.config.BlobConfig;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.kit.config.PostgresConfig;
import io.darkroom.kit.config.Secret;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.Endpoints;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.postgres.Postgres;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.testing.CuttableLink;
import io.darkroom.testing.TokenAuthority;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Job instances on real servers: a database, a virtual host and a blob folder of their own. */
final class JobPlatform implements AutoCloseable {
  static final long LIMIT_SECONDS = 60;

  static {
    // The embedded broker tells of every queue and binding.
    ((Logger) LoggerFactory.getLogger("qpid")).setLevel(Level.WARN);
    ((Logger) LoggerFactory.getLogger("org.apache.qpid")).setLevel(Level.WARN);
  }

  final Vertx vertx = Vertx.vertx();
  final TokenAuthority issuer;
  final PostgresConfig postgres;
  final BrokerConfig broker;
  final Path folder;
  final FileBlobStore blobs;
  final Pool pool;
  final Topology topology = new Topology("darkroom");
  final MeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<Integer, String> deployments = new ConcurrentHashMap<>();
  private final List<Instance> instances = new ArrayList<>();
  private CuttableLink databaseLink;
  private CuttableLink brokerLink;

  /** A running instance: where it listens and how to talk to it. */
  record Instance(int number, int port) {}

  JobPlatform(Map<String, String> overrides) throws Exception {
    TestBackends backends = TestBackends.get();
    PostgresAddress database = backends.newDatabase();
    BrokerAddress rabbit = backends.newBroker();
    folder = Files.createTempDirectory("darkroom-job");
    issuer = new TokenAuthority(vertx);
    postgres =
        new PostgresConfig(
            database.host(),
            database.port(),
            database.database(),
            database.user(),
            Secret.of(database.password()),
            8,
            512);
    broker =
        new BrokerConfig(
            rabbit.host(),
            rabbit.port(),
            rabbit.user(),
            Secret.of(rabbit.password()),
            rabbit.virtualHost(),
            "darkroom");
    blobs = new FileBlobStore(vertx, new BlobConfig(folder));
    pool = Postgres.connect(vertx, postgres);
    settings.put("postgres.host", database.host());
    settings.put("postgres.port", String.valueOf(database.port()));
    settings.put("postgres.database", database.database());
    settings.put("postgres.user", database.user());
    settings.put("postgres.password", database.password());
    settings.put("broker.host", rabbit.host());
    settings.put("broker.port", String.valueOf(rabbit.port()));
    settings.put("broker.user", rabbit.user());
    settings.put("broker.password", rabbit.password());
    settings.put("broker.virtual-host", rabbit.virtualHost());
    settings.put("blobs.folder", folder.toString());
    settings.put("drain.grace", "2s");
    settings.put("job.dispatch.poll", "100ms");
    settings.put("job.dispatch.backoff", "100ms");
    settings.putAll(overrides);
  }

  static JobPlatform start(Map<String, String> overrides) throws Exception {
    JobPlatform platform = new JobPlatform(overrides);
    platform.addInstance();
    return platform;
  }

  /** As {@link #start()}, but the instances reach database and broker over links to be cut. */
  static JobPlatform startBehindLinks() throws Exception {
    JobPlatform platform = new JobPlatform(Map.of());
    platform.databaseLink =
        new CuttableLink(platform.vertx, platform.postgres.host(), platform.postgres.port());
    platform.brokerLink =
        new CuttableLink(platform.vertx, platform.broker.host(), platform.broker.port());
    platform.settings.put("postgres.port", String.valueOf(platform.databaseLink.port()));
    platform.settings.put("broker.port", String.valueOf(platform.brokerLink.port()));
    platform.addInstance();
    return platform;
  }

  CuttableLink databaseLink() {
    return databaseLink;
  }

  CuttableLink brokerLink() {
    return brokerLink;
  }

  static JobPlatform start() throws Exception {
    return start(Map.of());
  }

  /** Starts one more instance, and waits until it is connected. */
  Instance addInstance() throws Exception {
    int number = instances.size();
    ConcurrentHashMap<ServiceName, Endpoint> registered = new ConcurrentHashMap<>();
    Endpoint auth = new Endpoint("127.0.0.1", issuer.port());
    Endpoints endpoints = name -> name == ServiceName.AUTH ? List.of(auth) : List.of();
    ServiceContext context =
        new ServiceContext(
            ServiceName.JOB,
            "job-" + number,
            endpoints,
            (name, http) -> {
              registered.put(name, http);
              return Future.succeededFuture(Future::succeededFuture);
            },
            meters,
            new Ids(),
            InstantSource.system());
    JobVerticle verticle = new JobVerticle(JobConfig.from(Settings.of(settings)), context);
    String id = vertx.deployVerticle(verticle).await(LIMIT_SECONDS, TimeUnit.SECONDS);
    deployments.put(number, id);
    Instance instance = new Instance(number, registered.get(ServiceName.JOB).port());
    instances.add(instance);
    JobClient probe = client("usr_probe", instance);
    await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .until(() -> probe.get("/api/jobs").statusCode() == 200);
    return instance;
  }

  JobConfig config() {
    return JobConfig.from(Settings.of(settings));
  }

  Instance instance() {
    return instances.getLast();
  }

  void stopInstance(Instance instance) throws TimeoutException {
    vertx.undeploy(deployments.remove(instance.number())).await(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  JobClient client(String owner) {
    return client(owner, instances.getLast());
  }

  JobClient client(String owner, Instance instance) {
    return new JobClient(instance.port(), issuer.token(owner));
  }

  /** The single number a query answers. */
  long count(String sql) {
    try {
      RowSet<Row> rows = pool.query(sql).execute().await(LIMIT_SECONDS, TimeUnit.SECONDS);
      return rows.iterator().next().getLong(0);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Files in the blob folder, temporary ones included. */
  long files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws TimeoutException, IOException {
    for (Instance instance : instances) {
      if (deployments.containsKey(instance.number())) {
        stopInstance(instance);
      }
    }
    vertx.close().await(LIMIT_SECONDS, TimeUnit.SECONDS);
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
