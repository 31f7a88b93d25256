package io.darkroom.embedded;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;
import org.apache.qpid.server.model.port.AmqpPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An AMQP 0-9-1 broker (Apache Qpid Broker-J) inside this JVM, on a free loopback port. Durable
 * queues and persistent messages are kept in a Berkeley DB that survives a kill.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String DEFAULT_HOST = "default";

  private final SystemLauncher launcher;
  private final Broker<?> broker;
  private final BrokerAddress address;

  private EmbeddedBroker(SystemLauncher launcher, Broker<?> broker, BrokerAddress address) {
    this.launcher = launcher;
    this.broker = broker;
    this.address = address;
  }

  /**
   * Starts the broker. Blocks until it accepts connections.
   *
   * @throws BackendException when it does not start
   */
  public static EmbeddedBroker start(EmbeddedBrokerConfig config) {
    StartListener listener = new StartListener();
    SystemLauncher launcher = new SystemLauncher(listener);
    try {
      PrivateFiles.createFolder(config.folder());
      launcher.startup(attributes(config));
      Broker<?> broker = listener.broker();
      BrokerShutdownHook.remove(broker);
      AmqpPort<?> port = (AmqpPort<?>) broker.getPorts().iterator().next();
      requireActive(port);
      addVirtualHost(broker, DEFAULT_HOST, config.durability());
      BrokerAddress address =
          new BrokerAddress(
              FreePort.LOOPBACK,
              port.getBoundPort(),
              config.user(),
              config.password(),
              DEFAULT_HOST);
      log.atInfo().addKeyValue("port", address.port()).log("AMQP broker ready");
      return new EmbeddedBroker(launcher, broker, address);
    } catch (Exception e) {
      launcher.shutdown();
      throw new BackendException("the AMQP broker did not start: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> attributes(EmbeddedBrokerConfig config) {
    Map<String, String> context =
        Map.of(
            "qpid.work_dir",
            config.folder().toString(),
            "darkroom.user",
            config.user(),
            "darkroom.password",
            config.password(),
            // Portable queues are declared with arguments that only RabbitMQ knows.
            "queue.behaviourOnUnknownDeclareArgument",
            "IGNORE");
    return Map.of(
        ConfiguredObject.TYPE,
        "Memory",
        ConfiguredObject.CONTEXT,
        context,
        SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
        false,
        SystemConfig.INITIAL_CONFIGURATION_LOCATION,
        Objects.requireNonNull(EmbeddedBroker.class.getResource("broker.json")).toString());
  }

  /** A durable host finds again what its folder holds: queues, bindings and messages. */
  private static void addVirtualHost(Broker<?> broker, String name, Durability durability) {
    String store = durability == Durability.DURABLE ? "BDB" : "Memory";
    Map<String, Object> attributes =
        Map.of(
            ConfiguredObject.NAME,
            name,
            ConfiguredObject.TYPE,
            store,
            VirtualHostNode.VIRTUALHOST_INITIAL_CONFIGURATION,
            "{\"type\":\"" + store + "\"}");
    VirtualHostNode<?> node = broker.createChild(VirtualHostNode.class, attributes);
    requireActive(node);
    requireActive(node.getVirtualHost());
  }

  private static void requireActive(ConfiguredObject<?> part) {
    if (part == null || part.getState() != State.ACTIVE) {
      throw new IllegalStateException(part + " is not active");
    }
  }

  /** Where the default virtual host is reached. */
  public BrokerAddress address() {
    return address;
  }

  /** Makes an empty virtual host in memory, for a test that wants queues of its own. */
  public BrokerAddress newVirtualHost(String name) {
    addVirtualHost(broker, name, Durability.VOLATILE);
    return address.withVirtualHost(name);
  }

  /** Closes every connection and the message store. */
  @Override
  public void close() {
    launcher.shutdown();
  }

  /** Keeps what the launcher tells only to listeners: the broker, or why there is none. */
  private static final class StartListener extends DefaultSystemLauncherListener {
    private final AtomicReference<Broker<?>> broker = new AtomicReference<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    @Override
    public void onContainerResolve(SystemConfig<?> system) {
      broker.set((Broker<?>) system.getContainer());
    }

    @Override
    public void errorOnStartup(RuntimeException e) {
      failure.set(e);
    }

    Broker<?> broker() {
      if (failure.get() != null) {
        throw failure.get();
      }
      requireActive(broker.get());
      return broker.get();
    }
  }
}
