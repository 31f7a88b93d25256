package io.darkroom.codecs.bus;

import io.vertx.core.eventbus.EventBus;

/** Registers record codecs where several services may share one Vert.x instance. */
public final class BusCodecs {
  private BusCodecs() {}

  /**
   * Makes the bus carry this record type. Does nothing when another service of the process has
   * registered it already; the bus itself would refuse the second registration.
   */
  public static <T extends Record> void register(EventBus bus, Class<T> type) {
    try {
      bus.registerDefaultCodec(type, new RecordCodec<>(type));
    } catch (IllegalStateException ignored) {
      // registered before, by the same code: nothing left to do
    }
  }
}
