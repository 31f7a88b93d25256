package io.darkroom.standalone.launcher;

import io.darkroom.kit.config.Settings;
import io.darkroom.standalone.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Starts the platform and keeps it until the process is told to stop. */
@Command(
    name = "up",
    description = "Starts the whole platform in this process.",
    footer = "Any setting of any service can be given as --key=value, see docs/operations.md.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--port", description = "Public port (default 8080; 0 picks a free one).")
  private Integer port;

  @Option(names = "--data", description = "Folder of all data (default ./darkroom-data).")
  private String data;

  @Option(
      names = "--external",
      description = "Use given PostgreSQL, Redis and RabbitMQ (postgres.*, redis.*, broker.*).")
  private boolean external;

  @Option(
      names = "--isolate",
      description = "Run processing as a child process, which a crash of image code cannot leave.")
  private boolean isolate;

  @Unmatched private List<String> settings = new ArrayList<>();

  @Override
  public void run() {
    Platform platform = Platform.start(settings());
    Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "shutdown"));
    spec.commandLine()
        .getOut()
        .printf("Darkroom is ready at %s  (%.1f s)%n", platform.address(), secondsSinceLaunch())
        .flush();
  }

  private Settings settings() {
    Map<String, String> flags = new HashMap<>();
    if (port != null) {
      flags.put("gateway.http.port", port.toString());
    }
    if (data != null) {
      flags.put("standalone.data", data);
    }
    if (external) {
      flags.put("standalone.external", "true");
    }
    if (isolate) {
      flags.put("standalone.isolate", "true");
    }
    return Settings.fromProcess(settings.toArray(String[]::new)).with(flags);
  }

  /** From the launch of the process, not of this command: what the user waited. */
  private static double secondsSinceLaunch() {
    Instant launched = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    return Duration.between(launched, Instant.now()).toMillis() / 1000.0;
  }
}
