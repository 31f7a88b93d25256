package io.darkroom.gateway;

import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One gateway for all test classes that want the same settings, stopped after the last of them.
 * Before each test its job service echoes and has seen nothing.
 */
final class SharedGateway implements BeforeAllCallback, BeforeEachCallback {
  private final Map<String, String> settings;
  private GatewayFixture gateway;

  private SharedGateway(Map<String, String> settings) {
    this.settings = settings;
  }

  /** With limits that a test reaches at once. */
  static SharedGateway narrow() {
    return new SharedGateway(
        Map.of(
            "gateway.limits.upload", "256KiB",
            "gateway.limits.body", "16KiB",
            "gateway.cors.origins", "https://friend.example"));
  }

  /** That hangs up on the idle soon. */
  static SharedGateway impatient() {
    return new SharedGateway(Map.of("gateway.timeouts.idle", "500ms"));
  }

  private record Running(GatewayFixture gateway) implements AutoCloseable {
    @Override
    public void close() {
      try {
        gateway.close();
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
            .getOrComputeIfAbsent(settings, SharedGateway::start, Running.class)
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

  private static Running start(Map<String, String> settings) {
    try {
      return new Running(new GatewayFixture(settings));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
