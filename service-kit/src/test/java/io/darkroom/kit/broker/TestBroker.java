package io.darkroom.kit.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.darkroom.codecs.message.DeadLetter;
import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.MessageCodec;
import io.darkroom.codecs.message.Topology;
import io.darkroom.embedded.BrokerAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.kit.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/** A real broker with a topology of the test's own, seen past the code under test. */
record TestBroker(String name, BrokerConfig config, Topology topology) {

  /** Qpid in this JVM. */
  static TestBroker embedded() {
    return of("embedded", TestBackends.get().newBroker());
  }

  /** RabbitMQ on its standard port, where there is one. */
  static Optional<TestBroker> rabbit() {
    TestBroker rabbit = of("rabbitmq", new BrokerAddress("127.0.0.1", 5672, "guest", "guest", "/"));
    try (Connection reachable = rabbit.connect()) {
      return Optional.of(rabbit).filter(found -> reachable.isOpen());
    } catch (IOException | UncheckedIOException absent) {
      return Optional.empty();
    }
  }

  static List<TestBroker> all() {
    List<TestBroker> all = new ArrayList<>(List.of(embedded()));
    rabbit().ifPresent(all::add);
    return all;
  }

  private static TestBroker of(String name, BrokerAddress at) {
    String prefix = "test-" + UUID.randomUUID();
    Secret password = Secret.of(at.password());
    return new TestBroker(
        name,
        new BrokerConfig(at.host(), at.port(), at.user(), password, at.virtualHost(), prefix),
        new Topology(prefix));
  }

  /** The same broker through another port, such as a proxy's. */
  BrokerConfig through(int port) {
    return new BrokerConfig(
        "127.0.0.1", port, config.user(), config.password(), config.virtualHost(), config.prefix());
  }

  private Connection connect() throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(config.host());
    factory.setPort(config.port());
    factory.setUsername(config.user());
    factory.setPassword(config.password().reveal());
    factory.setVirtualHost(config.virtualHost());
    try {
      return factory.newConnection();
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = connect()) {
      return work.on(connection.createChannel());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work<T> {
    T on(Channel channel) throws IOException;
  }

  void publishRaw(String exchange, String key, byte[] body) {
    with(
        channel -> {
          channel.basicPublish(exchange, key, new AMQP.BasicProperties(), body);
          channel.queueDeclarePassive(topology.deadQueue());
          return null;
        });
  }

  Optional<DeadLetter> takeDeadLetter() {
    GetResponse got = with(channel -> channel.basicGet(topology.deadQueue(), true));
    return Optional.ofNullable(got).map(g -> (DeadLetter) MessageCodec.decode(g.getBody()));
  }

  long ready(String queue) {
    return with(channel -> channel.messageCount(queue));
  }

  void deleteQueue(String queue) {
    with(channel -> channel.queueDelete(queue));
  }

  void deleteAll() {
    for (Lane lane : Lane.values()) {
      deleteQueue(topology.tasksQueue(lane));
    }
    deleteQueue(topology.resultsQueue());
    deleteQueue(topology.deadQueue());
    with(channel -> channel.exchangeDelete(topology.tasksExchange()));
    with(channel -> channel.exchangeDelete(topology.resultsExchange()));
    with(channel -> channel.exchangeDelete(topology.eventsExchange()));
  }

  @Override
  public String toString() {
    return name;
  }
}
