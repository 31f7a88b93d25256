package io.darkroom.kit.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.NoOpMetricsCollector;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Sees the connection and the channel that the Vert.x client keeps to itself. The driver tells its
 * metrics collector about both, which gives an immediate signal of loss, and the chance to refuse
 * the second channel the client would open behind our back.
 */
final class SessionWatch extends NoOpMetricsCollector {
  private final AtomicReference<Connection> connection = new AtomicReference<>();
  private final AtomicInteger channels = new AtomicInteger();
  private final Consumer<String> lost;

  SessionWatch(Consumer<String> lost) {
    this.lost = lost;
  }

  @Override
  public void newConnection(Connection opened) {
    connection.set(opened);
    opened.addShutdownListener(cause -> lost.accept(String.valueOf(cause.getMessage())));
  }

  @Override
  public void newChannel(Channel opened) {
    if (channels.incrementAndGet() > 1) {
      lost.accept("the channel was closed and replaced");
      throw new IllegalStateException("a session has one channel");
    }
    opened.addShutdownListener(cause -> lost.accept(String.valueOf(cause.getMessage())));
  }

  /** Whether the server is RabbitMQ itself and not another broker speaking its protocol. */
  boolean isRabbit() {
    Connection opened = connection.get();
    Object product = opened == null ? null : opened.getServerProperties().get("product");
    return "RabbitMQ".equals(String.valueOf(product));
  }

  /** Closes the connection whatever its state; blocks for at most {@code limitMs}. */
  void abort(int limitMs) {
    Connection opened = connection.get();
    if (opened != null) {
      opened.abort(limitMs);
    }
  }
}
