package io.darkroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildServerIT {
  @TempDir Path folder;

  @Test
  void aServerThatEndsByItselfIsNoticedWithItsLastWords() {
    ChildServer server = start("echo out of luck; exit 3");
    assertThat(server.awaitReady(() -> false, Deadline.in(Duration.ofSeconds(60)))).isFalse();
    assertThat(server.lastWords()).isEqualTo("out of luck");
  }

  @Test
  void aServerThatIsNeverReadyIsStopped() {
    ChildServer server = start("exec sleep 61234");
    assertThatThrownBy(() -> server.awaitReady(() -> false, Deadline.in(Duration.ofMillis(300))))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("not ready in time");
    assertThat(commandLines()).noneMatch(line -> line.contains("sleep 61234"));
  }

  @Test
  void aServerThatIgnoresThePoliteSignalIsStoppedAllTheSame() {
    ChildServer server = start("trap '' TERM; while :; do sleep 1; done");
    server.close();
    assertThat(commandLines()).noneMatch(line -> line.contains("trap"));
  }

  private static List<String> commandLines() {
    return ProcessHandle.current()
        .descendants()
        .map(process -> process.info().commandLine().orElse(""))
        .toList();
  }

  private ChildServer start(String script) {
    return ChildServer.start("test", "TERM", List.of("sh", "-c", script), folder.resolve("log"));
  }
}
