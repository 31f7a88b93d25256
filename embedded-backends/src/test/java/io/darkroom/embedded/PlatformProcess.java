package io.darkroom.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A JVM of its own that holds backends until it is killed. */
final class PlatformProcess implements AutoCloseable {
  private final Process process;
  private final List<String> ports;

  private PlatformProcess(Process process, List<String> ports) {
    this.process = process;
    this.ports = ports;
  }

  /** Run in the child: starts the backends, writes their ports to a file, and waits. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path data = Path.of(args[0]);
    EmbeddedBackends backends =
        EmbeddedBackends.start(EmbeddedBackendsConfig.durable(data, args[1]));
    Path partial = data.resolve("ports.partial");
    Files.write(
        partial,
        List.of(
            Integer.toString(backends.postgres().port()),
            Integer.toString(backends.redis().port()),
            Integer.toString(backends.broker().port())));
    Files.move(partial, data.resolve("ports"), StandardCopyOption.ATOMIC_MOVE);
    new CountDownLatch(1).await();
    backends.close();
  }

  static PlatformProcess start(Path data, String password) throws IOException {
    Path ports = data.resolve("ports");
    Files.deleteIfExists(ports);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PlatformProcess.class.getName(),
                data.toString(),
                password)
            .redirectErrorStream(true)
            .redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile())
            .start();
    await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(ports) || !process.isAlive());
    return new PlatformProcess(process, Files.readAllLines(ports));
  }

  PostgresAddress postgres(String password) {
    return new PostgresAddress("127.0.0.1", port(0), "darkroom", password, "darkroom");
  }

  RedisAddress redis(String password) {
    return new RedisAddress("127.0.0.1", port(1), password, 0);
  }

  BrokerAddress broker(String password) {
    return new BrokerAddress("127.0.0.1", port(2), "darkroom", password, "default");
  }

  private int port(int index) {
    return Integer.parseInt(ports.get(index));
  }

  /** The shells between the JVM and its servers. */
  List<ProcessHandle> shells() {
    return process.children().toList();
  }

  /** Everything below the JVM. */
  List<ProcessHandle> servers() {
    return process.descendants().toList();
  }

  /** Kills the JVM, and nothing else, without a chance to clean up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
