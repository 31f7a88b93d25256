package io.darkroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerShutdownIT {
  @TempDir Path folder;

  /** Run in a JVM of its own: its shutdown hook uses the broker, as draining services do. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            new EmbeddedBrokerConfig(
                folder.resolve("broker"),
                "darkroom",
                "secret",
                Durability.VOLATILE,
                Duration.ofMinutes(1)));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(broker.address(), folder)));
    Files.createFile(folder.resolve("up"));
    Thread.currentThread().join();
  }

  private static void drain(BrokerAddress address, Path folder) {
    try {
      // Long enough for any other hook to have done its work.
      TimeUnit.SECONDS.sleep(2);
      StoredThings.publish(address, "late");
      Files.writeString(folder.resolve("drained"), StoredThings.take(address));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theBrokerServesWhileOthersShutDown() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerShutdownIT.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.log").toFile())
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.exists(folder.resolve("up")) || !process.isAlive());
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(folder.resolve("drained")).hasContent("late");
    } finally {
      process.destroyForcibly();
    }
  }
}
