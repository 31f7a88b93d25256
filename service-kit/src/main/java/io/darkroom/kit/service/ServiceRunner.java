package io.darkroom.kit.service;

import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.config.ConfigException;
import io.darkroom.kit.config.DrainConfig;
import io.darkroom.kit.config.LogConfig;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.Discovery;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.log.Logging;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a service that is a process of its own: settings, logging, Vert.x, deployment, and a
 * shutdown that waits for the verticle before it takes Vert.x away from under it.
 */
public final class ServiceRunner {
  private static final Logger log = LoggerFactory.getLogger(ServiceRunner.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final ServiceName name;
  private final PrintStream out;
  private final PrometheusMeterRegistry meters = Meters.create();
  private final Vertx vertx = Meters.vertx(meters).build();
  private final String instance;
  private Discovery discovery;
  private Duration grace = Duration.ZERO;
  private String deployment;

  private ServiceRunner(ServiceName name, PrintStream out, Ids ids) {
    this.name = name;
    this.out = out;
    this.instance = ids.next(IdKind.INSTANCE);
  }

  /**
   * Runs a service until the process is told to stop. Ends the process with status 1 and one line
   * on standard error when it cannot start.
   */
  public static void run(ServiceName name, String[] args, ServiceFactory factory) {
    try {
      Settings settings = Settings.fromProcess(args);
      Logging.configure(settings.bind("log", LogConfig.class));
      Ids ids = new Ids();
      ServiceRunner runner = new ServiceRunner(name, System.out, ids);
      try {
        runner.start(settings, ids, factory);
      } catch (RuntimeException | TimeoutException failed) {
        runner.stop();
        throw failed;
      }
      Runtime.getRuntime().addShutdownHook(new Thread(runner::stop, "shutdown"));
    } catch (ConfigException wrong) {
      fail(name, wrong.getMessage());
    } catch (RuntimeException | TimeoutException failed) {
      log.atError().addKeyValue("service", name.wire()).setCause(failed).log("start failed");
      fail(name, reason(failed));
    }
  }

  private void start(Settings settings, Ids ids, ServiceFactory factory) throws TimeoutException {
    grace = settings.bind("drain", DrainConfig.class).grace();
    discovery = Discovery.open(vertx, settings);
    ServiceContext context =
        new ServiceContext(
            name,
            instance,
            discovery,
            new AnnouncingRegistry(discovery, out),
            meters,
            ids,
            InstantSource.system());
    var verticle = factory.create(settings, context);
    settings.requireNoUnknown();
    log.atInfo()
        .addKeyValue("service", name.wire())
        .addKeyValue("instance", instance)
        .log("settings in force\n{}", settings.effectiveTable());
    deployment =
        vertx.deployVerticle(verticle).await(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Drains the verticle first and closes Vert.x only then; bounded, whatever hangs. */
  private void stop() {
    if (deployment != null) {
      await("drain", vertx.undeploy(deployment), grace.plus(CLOSE_LIMIT));
    }
    if (discovery != null) {
      await("leave discovery", discovery.close(), CLOSE_LIMIT);
    }
    await("close", vertx.close(), CLOSE_LIMIT);
    meters.close();
  }

  private static void await(String step, Future<?> future, Duration limit) {
    try {
      future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException | TimeoutException failed) {
      log.atWarn().addKeyValue("step", step).setCause(failed).log("shutdown step failed");
    }
  }

  private static String reason(Throwable failed) {
    String message = failed.getMessage();
    return message == null ? failed.getClass().getSimpleName() : message;
  }

  private static void fail(ServiceName name, String reason) {
    PrintStream err = System.err;
    err.println("darkroom " + name.wire() + " cannot start: " + reason);
    Runtime.getRuntime().exit(1);
  }
}
