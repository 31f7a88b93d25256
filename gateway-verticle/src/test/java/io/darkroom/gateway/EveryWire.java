package io.darkroom.gateway;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An impatient gateway for each way to speak HTTP/1.1 to it. */
final class EveryWire implements BeforeAllCallback {
  private final Map<Wire, SharedGateway> gateways = new EnumMap<>(Wire.class);

  EveryWire(Wire... wires) {
    Arrays.stream(wires).forEach(w -> gateways.put(w, SharedGateway.impatient(w)));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    gateways.values().forEach(gateway -> gateway.beforeAll(context));
  }

  /** The same tests on each of them. */
  Stream<DynamicContainer> each(BiFunction<Wire, GatewayFixture, Stream<DynamicTest>> tests) {
    return gateways.entrySet().stream()
        .map(
            one ->
                DynamicContainer.dynamicContainer(
                    one.getKey().name(), tests.apply(one.getKey(), one.getValue().get())));
  }
}
