package io.darkroom.systemtests.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Everything in one JVM, started by the launcher as {@code ./darkroom up} does. */
public final class StandalonePlatform implements Platform {
  private static final String MAIN = "io.darkroom.standalone.launcher.Main";
  private static final Pattern READY = Pattern.compile("ready at (http://\\S+?)/?\\s");

  private final Path folder;
  private final List<String> options;
  private int starts;
  private ChildJvm jvm;
  private URI base;

  private StandalonePlatform(Path folder, List<String> options) {
    this.folder = folder;
    this.options = List.copyOf(options);
  }

  /** Starts on embedded backends with a new data folder. */
  public static StandalonePlatform start() {
    return start(List.of());
  }

  /** Starts with more options of the {@code up} command. */
  public static StandalonePlatform start(List<String> options) {
    try {
      StandalonePlatform platform =
          new StandalonePlatform(Files.createTempDirectory("darkroom-system-"), options);
      platform.launch();
      return platform;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder everything durable of this platform is in. */
  public Path data() {
    return folder.resolve("data");
  }

  @Override
  public URI base() {
    return base;
  }

  /** Kills the processing of a platform started with {@code --isolate}; gives its process id. */
  public long killProcessing() {
    ProcessHandle child =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> jvm.children(), found -> !found.isEmpty())
            .getFirst();
    child.destroyForcibly();
    return child.pid();
  }

  @Override
  public void restart() {
    jvm.stop();
    launch();
  }

  @Override
  public void killAndStart() {
    jvm.kill();
    launch();
  }

  @Override
  public void close() {
    jvm.stop();
    Folders.delete(folder);
  }

  private void launch() {
    List<String> arguments = new ArrayList<>(List.of("up", "--port", "0"));
    arguments.addAll(List.of("--data", data().toString()));
    arguments.addAll(options);
    starts++;
    jvm = ChildJvm.start(MAIN, folder.resolve("out-" + starts + ".log"), arguments);
    base = URI.create(jvm.await(READY));
  }
}
