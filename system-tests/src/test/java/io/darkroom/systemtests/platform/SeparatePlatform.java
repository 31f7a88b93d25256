package io.darkroom.systemtests.platform;

import io.darkroom.embedded.BrokerAddress;
import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.RedisAddress;
import io.darkroom.embedded.TestBackends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Each service as a process of its own, started by its own {@code Main}, on static endpoints. */
public final class SeparatePlatform implements Platform {

  /** The services, in the order they are started here. */
  public enum Service {
    // The reverse of what each needs, on purpose: every service must start without the others.
    GATEWAY,
    PROCESSING,
    JOB,
    AUTH;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    String mainClass() {
      return "io.darkroom." + wire() + ".Main";
    }
  }

  private final Path folder;
  private final List<String> shared;
  private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
  private final Map<Service, Integer> managementPorts = new EnumMap<>(Service.class);
  private final Map<Service, ChildJvm> processes = new EnumMap<>(Service.class);
  private final Map<Service, Integer> twinPorts = new EnumMap<>(Service.class);
  private final List<Twin> twins = new ArrayList<>();
  private int starts;

  private SeparatePlatform(
      PostgresAddress postgres,
      RedisAddress redis,
      BrokerAddress broker,
      Set<Service> withTwin,
      List<String> options) {
    try {
      this.folder = Files.createTempDirectory("darkroom-separate-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Service service : Service.values()) {
      ports.put(service, freePort());
      managementPorts.put(service, freePort());
    }
    withTwin.forEach(service -> twinPorts.put(service, freePort()));
    List<String> arguments = new ArrayList<>(arguments(folder, postgres, redis, broker));
    ports.forEach((service, port) -> arguments.add(endpoints(service, port)));
    arguments.addAll(options);
    this.shared = List.copyOf(arguments);
  }

  /** A second instance of a service. */
  public static final class Twin {
    private final int port;
    private final int managementPort;
    private final ChildJvm process;

    private Twin(int port, int managementPort, ChildJvm process) {
      this.port = port;
      this.managementPort = managementPort;
      this.process = process;
    }

    /** Where it is. */
    public URI base() {
      return URI.create("http://127.0.0.1:" + port);
    }

    /** As {@link SeparatePlatform#metric}. */
    public double metric(String name) {
      return Metrics.read(managementPort, name);
    }

    /** Ends it without warning. */
    public void kill() {
      process.kill();
    }
  }

  /**
   * Starts the four services on fresh databases of the test backends, with more options. Some
   * services are known at a second place, too, where {@link #startTwin} starts another instance.
   */
  public static SeparatePlatform start(Set<Service> withTwin, List<String> options) {
    TestBackends backends = TestBackends.get();
    return start(
        new SeparatePlatform(
            backends.newDatabase(), backends.newRedis(), backends.newBroker(), withTwin, options));
  }

  /** Starts the four services on given servers, with more options for each of them. */
  public static SeparatePlatform start(
      PostgresAddress postgres, RedisAddress redis, BrokerAddress broker, List<String> options) {
    return start(new SeparatePlatform(postgres, redis, broker, Set.of(), options));
  }

  private static SeparatePlatform start(SeparatePlatform platform) {
    try {
      platform.launchAll();
      return platform;
    } catch (RuntimeException failed) {
      // The caller gets nothing to close, so what did start must not stay behind.
      platform.processes.values().forEach(ChildJvm::kill);
      throw failed;
    }
  }

  /** The folder of the blob store. */
  public Path blobs() {
    return folder.resolve("blobs");
  }

  /** What a service has written since its last start. */
  public String output(Service service) {
    return processes.get(service).output();
  }

  /** A number a service shows among its metrics, the sum over all labels; 0 when it shows none. */
  public double metric(Service service, String name) {
    return Metrics.read(managementPorts.get(service), name);
  }

  /** Whether a service's process runs. */
  public boolean isAlive(Service service) {
    return processes.get(service).isAlive();
  }

  @Override
  public URI base() {
    return URI.create("http://127.0.0.1:" + ports.get(Service.GATEWAY));
  }

  @Override
  public void restart() {
    processes.values().forEach(ChildJvm::stop);
    launchAll();
  }

  @Override
  public void killAndStart() {
    processes.values().forEach(ChildJvm::kill);
    launchAll();
  }

  /** Kills one service without warning and starts it again. */
  public void killAndStart(Service service) {
    processes.get(service).kill();
    launch(service);
    awaitReady(service);
  }

  /** Starts a second instance of a service and waits until it is ready. */
  public Twin startTwin(Service service) {
    int managementPort = freePort();
    ChildJvm process = launch(service, twinPorts.get(service), managementPort);
    Twin twin = new Twin(twinPorts.get(service), managementPort, process);
    twins.add(twin);
    Readiness.await(managementPort, process);
    return twin;
  }

  @Override
  public void close() {
    twins.forEach(twin -> twin.process.stop());
    processes.values().forEach(ChildJvm::stop);
    // Kept on request, with -Ddarkroom.keep=true, for a look at logs and blobs afterwards.
    if (!Boolean.getBoolean("darkroom.keep")) {
      Folders.delete(folder);
    }
  }

  private void launchAll() {
    for (Service service : Service.values()) {
      launch(service);
    }
    for (Service service : Service.values()) {
      awaitReady(service);
    }
  }

  private void launch(Service service) {
    processes.put(service, launch(service, ports.get(service), managementPorts.get(service)));
  }

  private ChildJvm launch(Service service, int port, int managementPort) {
    List<String> arguments = new ArrayList<>(shared);
    arguments.add("--" + service.wire() + ".http.port=" + port);
    arguments.add("--" + service.wire() + ".management.port=" + managementPort);
    starts++;
    Path log = folder.resolve(service.wire() + "-" + starts + ".log");
    return ChildJvm.start(service.mainClass(), log, arguments);
  }

  private String endpoints(Service service, int port) {
    String first = "--endpoints." + service.wire() + "=127.0.0.1:" + port;
    Integer twin = twinPorts.get(service);
    return twin == null ? first : first + ",127.0.0.1:" + twin;
  }

  private void awaitReady(Service service) {
    Readiness.await(managementPorts.get(service), processes.get(service));
  }

  private static List<String> arguments(
      Path folder, PostgresAddress postgres, RedisAddress redis, BrokerAddress broker) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--discovery.kind=static");
    arguments.add("--blobs.folder=" + folder.resolve("blobs"));
    arguments.add("--postgres.host=" + postgres.host());
    arguments.add("--postgres.port=" + postgres.port());
    arguments.add("--postgres.user=" + postgres.user());
    arguments.add("--postgres.password=" + postgres.password());
    arguments.add("--postgres.database=" + postgres.database());
    arguments.add("--redis.host=" + redis.host());
    arguments.add("--redis.port=" + redis.port());
    arguments.add("--redis.password=" + redis.password());
    arguments.add("--redis.database=" + redis.database());
    arguments.add("--broker.host=" + broker.host());
    arguments.add("--broker.port=" + broker.port());
    arguments.add("--broker.user=" + broker.user());
    arguments.add("--broker.password=" + broker.password());
    arguments.add("--broker.virtual-host=" + broker.virtualHost());
    return List.copyOf(arguments);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
