package io.darkroom.standalone;

import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.config.DiscoveryConfig;
import io.darkroom.kit.config.EndpointsConfig;
import io.darkroom.kit.config.HttpConfig;
import io.darkroom.kit.config.LogConfig;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.Discovery;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.Meters;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.processing.ProcessingConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All services in this process, from settings to drain. Starting and closing block: not for event
 * loops.
 */
public final class Platform implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Platform.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /**
   * Enough that job service and gateway do not share one: loops are given out in turns, and every
   * worker of processing takes one between them. A loop that is not used costs nothing.
   */
  private static final int EVENT_LOOPS = 2 * VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE + 4;

  private static final Map<String, String> USUAL =
      Map.of("gateway.http.port", "8080", "discovery.kind", "local");

  private final ShutdownPlan shutdown;
  private final URI address;

  private Platform(ShutdownPlan shutdown, URI address) {
    this.shutdown = shutdown;
    this.address = address;
  }

  /**
   * Starts everything and waits until all services are ready.
   *
   * @throws io.darkroom.kit.config.ConfigException when a setting is wrong
   * @throws io.darkroom.embedded.BackendException when a backend does not start
   * @throws PlatformException when something else is in the way; nothing is left running
   */
  public static Platform start(Settings given) {
    StandaloneConfig config = check(given.withFallback(USUAL));
    DataFolder data = DataFolder.open(config.data());
    ShutdownPlan shutdown = new ShutdownPlan();
    shutdown.add("data folder", data);
    try {
      Settings settings = given.withFallback(defaults(data));
      LogFile.open(data.log(), settings.bind("log", LogConfig.class));
      return new Platform(shutdown, bringUp(settings, config, data, shutdown));
    } catch (RuntimeException failed) {
      log.atError().setCause(failed).log("start failed");
      shutdown.run();
      throw failed;
    }
  }

  private static URI bringUp(
      Settings usual, StandaloneConfig config, DataFolder data, ShutdownPlan shutdown) {
    PublicPort.requireFree(usual.bind("gateway.http", HttpConfig.class));
    // Vert.x is set up while the servers come up: either keeps a processor busy for a while.
    CompletableFuture<Backends> backends =
        CompletableFuture.supplyAsync(
            () -> config.external() ? new Backends.Given() : Backends.embedded(data));
    shutdown.add("backends", () -> backends.thenAccept(Backends::close).join());
    PrometheusMeterRegistry meters = Meters.create();
    shutdown.add("meters", meters::close);
    Vertx vertx = Meters.vertx(meters, EVENT_LOOPS).build();
    shutdown.addDrain("vertx", vertx::close);
    Settings settings = usual.with(arrived(backends).settings());
    Discovery discovery = Discovery.open(vertx, settings);
    shutdown.addDrain("discovery", discovery::close);
    Neighbourhood neighbourhood = new Neighbourhood(discovery);
    Ids ids = new Ids();
    for (Service<?> service : Service.inStartOrder()) {
      if (config.isolate() && service.name() == ServiceName.PROCESSING) {
        isolate(settings, data, neighbourhood, shutdown);
        continue;
      }
      ServiceContext context =
          new ServiceContext(
              service.name(),
              ids.next(IdKind.INSTANCE),
              discovery,
              neighbourhood,
              meters,
              ids,
              InstantSource.system());
      deploy(vertx, service, settings, context, shutdown);
    }
    finish("some service is not ready", new Readiness(vertx).await(neighbourhood.management()));
    log.atInfo().log("settings in force\n{}", settings.effectiveTable());
    Endpoint gateway = neighbourhood.place(ServiceName.GATEWAY).orElseThrow();
    return URI.create("http://" + gateway);
  }

  private static void isolate(
      Settings settings, DataFolder data, Neighbourhood neighbourhood, ShutdownPlan shutdown) {
    ProcessingConfig config = ProcessingConfig.from(settings);
    Endpoint http = ProcessingChild.place(config.http().host(), config.http().port());
    Endpoint health = ProcessingChild.place(config.management().host(), config.management().port());
    Path logs = data.log().getParent();
    ProcessingChild child =
        ProcessingChild.start(settings, logs, neighbourhood.places(), http, health);
    shutdown.add("processing", child::close);
    finish(
        "processing cannot be announced",
        neighbourhood.register(ServiceName.PROCESSING, http, health));
  }

  private static Map<String, String> defaults(DataFolder data) {
    Map<String, String> defaults = new HashMap<>(USUAL);
    defaults.putAll(data.settings());
    return defaults;
  }

  /** Refuses wrong and unknown settings before anything is touched. */
  private static StandaloneConfig check(Settings settings) {
    StandaloneConfig config = StandaloneConfig.from(settings);
    settings.bind("log", LogConfig.class);
    settings.bind("discovery", DiscoveryConfig.class);
    settings.bind("endpoints", EndpointsConfig.class);
    if (!config.external()) {
      Backends.requireNoAddresses(settings);
    }
    Service.inStartOrder().forEach(service -> service.check(settings));
    settings.requireNoUnknown();
    return config;
  }

  private static void deploy(
      Vertx vertx,
      Service<?> service,
      Settings settings,
      ServiceContext context,
      ShutdownPlan shutdown) {
    String name = service.name().wire();
    String id =
        finish(
            "the " + name + " service cannot start",
            vertx.deployVerticle(service.create(settings, context)));
    shutdown.addDrain(name, () -> vertx.undeploy(id));
    log.atInfo()
        .addKeyValue("service", name)
        .addKeyValue("instance", context.instance())
        .log("service started");
  }

  private static <T> T finish(String complaint, Future<T> future) {
    try {
      return future.await(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new PlatformException(complaint + " within " + START_LIMIT.toSeconds() + " s", late);
    } catch (RuntimeException failed) {
      throw new PlatformException(complaint + ": " + failed.getMessage(), failed);
    }
  }

  private static Backends arrived(CompletableFuture<Backends> backends) {
    try {
      return backends.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw failed;
    }
  }

  /** Where users reach it. */
  public URI address() {
    return address;
  }

  /** Drains the services, the gateway first, then stops what is below them. */
  @Override
  public void close() {
    shutdown.run();
  }
}
