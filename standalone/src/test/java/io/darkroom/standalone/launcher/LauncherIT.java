package io.darkroom.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
  @TempDir Path folder;

  @Test
  void saysOneLineThenDrainsWhenTerminatedAndLeavesNoProcess() throws Exception {
    try (Launch launch = up("--port", "0").awaitReady()) {
      assertThat(launch.out())
          .matches("Darkroom is ready at http://127\\.0\\.0\\.1:\\d+  \\(\\d+\\.\\d s\\)\\R");
      assertThat(launch.err()).isEmpty();
      List<ProcessHandle> servers = launch.servers();
      assertThat(servers).isNotEmpty();

      launch.terminate();

      assertThat(launch.awaitEnd()).isEqualTo(143);
      awaitGone(servers);
      assertThat(launch.err()).isEmpty();
    }
  }

  @Test
  void keepsItsSecretsToItselfAndAcrossRestarts() throws Exception {
    Path secrets = folder.resolve("data/secrets.properties");
    try (Launch launch = up("--port", "0").awaitReady()) {
      assertThat(launch.out()).contains("ready");
    }
    String first = Files.readString(secrets);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rw-------");
    try (Launch launch = up("--port", "0").awaitReady()) {
      assertThat(launch.out()).contains("ready");
    }
    assertThat(Files.readString(secrets)).isEqualTo(first);
    for (String line : first.lines().filter(l -> l.contains("=")).toList()) {
      assertThat(folder.resolve("data/logs/darkroom.log"))
          .content()
          .doesNotContain(line.substring(line.indexOf('=') + 1));
    }
  }

  @Test
  void startsAgainAfterAKillAndLeavesNoOrphan() throws Exception {
    List<ProcessHandle> servers;
    try (Launch launch = up("--port", "0").awaitReady()) {
      servers = launch.servers();
      launch.kill();
      launch.awaitEnd();
    }
    try (Launch launch = up("--port", "0").awaitReady()) {
      assertThat(launch.out()).contains("ready");
    }
    awaitGone(servers);
  }

  @Test
  void aPortInUseIsToldInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Launch launch = up("--port", Integer.toString(taken.getLocalPort()))) {
      assertThat(launch.awaitEnd()).isEqualTo(1);
      assertThat(launch.err().lines()).hasSize(1);
      assertThat(launch.err()).contains("port " + taken.getLocalPort(), "--port");
      assertThat(launch.out()).isEmpty();
    }
  }

  @Test
  void aFolderInUseIsToldInOneLine() throws Exception {
    try (Launch first = up("--port", "0").awaitReady();
        Launch second = up("--port", "0")) {
      assertThat(first.out()).contains("ready");
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.err().lines()).hasSize(1);
      assertThat(second.err()).contains("in use by another Darkroom");
    }
  }

  @Test
  void settingsNobodyKnowsAreRefusedByName() throws Exception {
    assertRefused("--prot=9000", "prot");
    assertRefused("--gateway.http.prot=9000", "gateway.http.prot");
    assertRefused("rubbish", "rubbish");
    assertRefused("--postgres.host=db.example.com", "--external");
    assertRefused("--gateway.http.port=many", "gateway.http.port");
  }

  private static void awaitGone(List<ProcessHandle> servers) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
  }

  private void assertRefused(String argument, String named) throws Exception {
    try (Launch launch = up(argument)) {
      assertThat(launch.awaitEnd()).isEqualTo(2);
      assertThat(launch.err().lines()).hasSize(1);
      assertThat(launch.err()).contains(named);
    }
  }

  private Launch up(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 2];
    all[0] = "--data";
    all[1] = folder.resolve("data").toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Launch.up(folder, all);
  }
}
