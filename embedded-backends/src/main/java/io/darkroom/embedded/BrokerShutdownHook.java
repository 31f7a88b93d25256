package io.darkroom.embedded;

import java.lang.reflect.Field;
import org.apache.qpid.server.model.Broker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broker-J stops itself in a shutdown hook that it registers unasked. Hooks run all at once, so it
 * would go while services still drain and need it; there is no option against it, only this.
 */
final class BrokerShutdownHook {
  private static final Logger log = LoggerFactory.getLogger(BrokerShutdownHook.class);
  private static final String FIELD = "_shutdownHook";

  private BrokerShutdownHook() {}

  /** Takes the hook back. */
  static void remove(Broker<?> broker) {
    for (Class<?> type = broker.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(FIELD)) {
          remove(broker, field);
          return;
        }
      }
    }
    log.atWarn().log("the broker's shutdown hook was not found: it may stop before its clients");
  }

  private static void remove(Broker<?> broker, Field field) {
    try {
      field.setAccessible(true);
      Runtime.getRuntime().removeShutdownHook((Thread) field.get(broker));
    } catch (ReflectiveOperationException e) {
      throw new BackendException("the broker's shutdown hook cannot be removed", e);
    } catch (IllegalStateException expected) {
      // The JVM goes down already.
    }
  }
}
