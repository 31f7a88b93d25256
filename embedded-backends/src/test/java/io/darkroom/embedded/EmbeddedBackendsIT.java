package io.darkroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBackendsIT {
  private static final String PASSWORD = "not-a-secret_1";

  @TempDir Path data;

  @Test
  void whatWasAcknowledgedSurvivesAKilledJvm() throws Exception {
    try (PlatformProcess platform = PlatformProcess.start(data, PASSWORD)) {
      StoredThings.insertRow(platform.postgres(PASSWORD), "row");
      StoredThings.setValue(platform.redis(PASSWORD), "value");
      StoredThings.publish(platform.broker(PASSWORD), "message");
      List<ProcessHandle> servers = platform.servers();
      assertThat(servers).hasSizeGreaterThanOrEqualTo(4);

      platform.kill();

      assertThingsAreThere();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void serversOrphanedByAKilledShellAreEndedAtTheNextStart() throws Exception {
    try (PlatformProcess platform = PlatformProcess.start(data, PASSWORD)) {
      StoredThings.insertRow(platform.postgres(PASSWORD), "row");
      StoredThings.setValue(platform.redis(PASSWORD), "value");
      StoredThings.publish(platform.broker(PASSWORD), "message");
      List<ProcessHandle> servers = platform.servers();

      platform.shells().forEach(ProcessHandle::destroyForcibly);
      platform.kill();
      assertThat(servers).anyMatch(ProcessHandle::isAlive);

      assertThingsAreThere();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void closingLeavesNoProcessAndKeepsTheData() throws Exception {
    Set<ProcessHandle> servers = new HashSet<>();
    Set<ProcessHandle> before = descendants();
    try (EmbeddedBackends backends = start()) {
      StoredThings.insertRow(backends.postgres(), "row");
      StoredThings.setValue(backends.redis(), "value");
      StoredThings.publish(backends.broker(), "message");
      servers.addAll(descendants());
      servers.removeAll(before);
    }
    assertThat(servers).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThingsAreThere();
  }

  @Test
  void aSecondPlatformOnTheSameFolderIsRefused() {
    try (EmbeddedBackends first = start()) {
      assertThat(first.postgres().port()).isPositive();
      assertThatThrownBy(this::start)
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("in use by another Darkroom")
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void whenOneBackendDoesNotStartNoneIsLeftRunning() throws Exception {
    Files.createDirectories(data.resolve("postgres"));
    Files.writeString(data.resolve("postgres/PG_VERSION"), "7\n");
    Files.setPosixFilePermissions(
        data.resolve("postgres"), PosixFilePermissions.fromString("rwx------"));
    Set<ProcessHandle> before = descendants();

    assertThatThrownBy(this::start)
        .isInstanceOf(BackendException.class)
        .hasMessageStartingWith("PostgreSQL did not start");

    assertThat(before).containsAll(descendants());
    FolderLock.take(data).close();
  }

  @Test
  void wrongPasswordsAreRefused() {
    try (EmbeddedBackends backends = start()) {
      PostgresAddress pg = backends.postgres();
      assertThatThrownBy(
              () ->
                  StoredThings.readRow(
                      new PostgresAddress(pg.host(), pg.port(), pg.user(), "x", pg.database())))
          .hasMessageContaining("password authentication failed");
      RedisAddress redis = backends.redis();
      assertThatThrownBy(
              () -> StoredThings.getValue(new RedisAddress(redis.host(), redis.port(), "x", 0)))
          .hasMessageContaining("WRONGPASS");
      BrokerAddress amqp = backends.broker();
      assertThatThrownBy(
              () ->
                  StoredThings.take(
                      new BrokerAddress(
                          amqp.host(), amqp.port(), amqp.user(), "x", amqp.virtualHost())))
          .hasStackTraceContaining("Authentication failed");
    }
  }

  private void assertThingsAreThere() throws Exception {
    try (EmbeddedBackends backends = start()) {
      assertThat(StoredThings.readRow(backends.postgres())).isEqualTo("row");
      assertThat(StoredThings.getValue(backends.redis())).isEqualTo("value");
      assertThat(StoredThings.take(backends.broker())).isEqualTo("message");
    }
  }

  /** Those of other tests of this JVM among them. */
  private static Set<ProcessHandle> descendants() {
    return ProcessHandle.current().descendants().collect(Collectors.toSet());
  }

  private EmbeddedBackends start() {
    return EmbeddedBackends.start(EmbeddedBackendsConfig.durable(data, PASSWORD));
  }
}
