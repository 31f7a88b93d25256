package io.darkroom.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One gateway for all test classes that want the same settings, stopped after the last of them.
 * Before each test its job service echoes and has seen nothing.
 */
final class SharedGateway implements BeforeAllCallback, BeforeEachCallback {
  private final Kind kind;
  private GatewayFixture gateway;

  /** What a gateway is shared by. */
  private record Kind(boolean tls, Map<String, String> settings) {}

  private SharedGateway(boolean tls, Map<String, String> settings) {
    this.kind = new Kind(tls, settings);
  }

  /** With limits that a test reaches at once. */
  static SharedGateway narrow() {
    return new SharedGateway(
        false,
        Map.of(
            "gateway.limits.upload", "256KiB",
            "gateway.limits.body", "16KiB",
            "gateway.cors.origins", "https://friend.example"));
  }

  /** That hangs up on the idle soon. */
  static SharedGateway impatient() {
    return impatient(Wire.CLEAR);
  }

  /** That hangs up on the idle soon, and speaks so. */
  static SharedGateway impatient(Wire wire) {
    return new SharedGateway(
        wire.isTls(),
        Map.of(
            "gateway.timeouts.idle", "500ms",
            "gateway.timeouts.api", "2s",
            "gateway.limits.http2-clear-text", Boolean.toString(wire == Wire.CLEAR_WITH_HTTP2)));
  }

  private record Running(GatewayFixture gateway, Path folder) implements AutoCloseable {
    @Override
    public void close() {
      try (Stream<Path> files = Files.list(folder)) {
        gateway.close();
        for (Path file : files.toList()) {
          Files.delete(file);
        }
        Files.delete(folder);
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    gateway =
        context
            .getRoot()
            .getStore(Namespace.create(SharedGateway.class))
            .getOrComputeIfAbsent(kind, SharedGateway::start, Running.class)
            .gateway();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    gateway.job.seen.clear();
    gateway.job.behave(FakeService::echo);
  }

  GatewayFixture get() {
    return gateway;
  }

  private static Running start(Kind kind) {
    try {
      Path folder = Files.createTempDirectory("darkroom-gateway-");
      return new Running(
          kind.tls()
              ? new GatewayFixture(TestCertificate.create(folder), kind.settings())
              : new GatewayFixture(kind.settings()),
          folder);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
