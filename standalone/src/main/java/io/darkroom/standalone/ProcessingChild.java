package io.darkroom.standalone;

import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs processing as a process of its own, so that a crash of native code costs the work in it and
 * not the platform. When it ends by itself it is started again at the same place, after a pause
 * that grows while it keeps ending. Thread-safe.
 */
final class ProcessingChild {
  private static final Logger log = LoggerFactory.getLogger(ProcessingChild.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Who lives as long has not ended because of how it was started. */
  private static final Duration STEADY = Duration.ofMinutes(1);

  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  private final ProcessBuilder command;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread supervisor =
      Thread.ofPlatform().daemon().name("processing-supervisor").unstarted(this::supervise);
  private Process process;

  private ProcessingChild(ProcessBuilder command) {
    this.command = command;
  }

  /**
   * Starts it.
   *
   * @param settings of the platform, with the addresses of its backends
   * @param callees where the services are that it calls
   * @param http where it is to answer
   * @param health where its health is to be asked
   */
  static ProcessingChild start(
      Settings settings,
      Path logs,
      Map<ServiceName, Endpoint> callees,
      Endpoint http,
      Endpoint health) {
    Map<String, String> own = new HashMap<>();
    own.put("discovery.kind", "static");
    callees.forEach((name, place) -> own.put("endpoints." + name.wire(), place.toString()));
    own.put("processing.http.port", Integer.toString(http.port()));
    own.put("processing.management.port", Integer.toString(health.port()));
    ProcessBuilder command = new ProcessBuilder(command(logs)).redirectErrorStream(true);
    // Not as arguments, which every user of the machine may read.
    command.environment().putAll(settings.with(own).asEnvironment());
    command.redirectOutput(
        ProcessBuilder.Redirect.appendTo(logs.resolve("processing.out").toFile()));
    try {
      Files.createDirectories(logs);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + logs, e);
    }
    ProcessingChild child = new ProcessingChild(command);
    child.supervisor.start();
    return child;
  }

  /** A free port of this machine for a server that is to come back to it. */
  static Endpoint place(String host, int port) {
    if (port != 0) {
      return new Endpoint(host, port);
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return new Endpoint(host, free.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free at " + host, e);
    }
  }

  /** The same Java, flags and classes as this process. */
  private static List<String> command(Path logs) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      String lower = flag.toLowerCase(Locale.ROOT);
      if (!lower.contains("aotcacheoutput") && !lower.startsWith("-agentlib")) {
        command.add(flag);
      }
    }
    command.add("-XX:ErrorFile=" + logs.resolve("crash-%p.log"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(IsolatedProcessing.class.getName());
    return command;
  }

  private void supervise() {
    Duration pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        long started = System.nanoTime();
        String end = run();
        if (closing.getCount() == 0) {
          return;
        }
        boolean steady = System.nanoTime() - started > STEADY.toNanos();
        pause = steady ? FIRST_PAUSE : pause;
        log.atError()
            .addKeyValue("end", end)
            .addKeyValue("pauseMillis", pause.toMillis())
            .log("processing ended by itself and is started again");
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs it once and tells how it ended. */
  private String run() throws InterruptedException {
    Process running;
    synchronized (this) {
      if (closing.getCount() == 0) {
        return "closing";
      }
      try {
        running = command.start();
      } catch (IOException e) {
        return e.getMessage();
      }
      process = running;
    }
    log.atInfo().addKeyValue("pid", running.pid()).log("processing started as a process");
    return "status " + running.waitFor();
  }

  /** Lets it drain, then ends it whatever it does. */
  void close() throws IOException, InterruptedException {
    closing.countDown();
    Process running;
    synchronized (this) {
      running = process;
    }
    if (running != null) {
      running.getOutputStream().close(); // it takes that as the sign to end
      if (!running.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly();
      }
    }
    supervisor.join(END_LIMIT);
  }
}
