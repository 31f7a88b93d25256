package io.darkroom.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Writes one thing to each backend and reads it again, as clients of theirs do. */
final class StoredThings {
  private static final String QUEUE = "things";
  private static final long CONFIRM_MILLIS = 30_000;

  private StoredThings() {}

  static void insertRow(PostgresAddress address, String text) throws SQLException {
    try (java.sql.Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE thing (name text)");
      statement.execute("INSERT INTO thing VALUES ('" + text + "')");
    }
  }

  static String readRow(PostgresAddress address) throws SQLException {
    try (java.sql.Connection connection = connect(address);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM thing")) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private static java.sql.Connection connect(PostgresAddress address) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database(),
        address.user(),
        address.password());
  }

  static void setValue(RedisAddress address, String value) throws IOException {
    try (RespConnection redis = RespConnection.open(address)) {
      redis.command("SET", "thing", value);
    }
  }

  static String getValue(RedisAddress address) throws IOException {
    try (RespConnection redis = RespConnection.open(address)) {
      return redis.command("GET", "thing");
    }
  }

  static void publish(BrokerAddress address, String text)
      throws IOException, TimeoutException, InterruptedException {
    try (Connection connection = connect(address);
        Channel channel = connection.createChannel()) {
      // RabbitMQ's queue type must be accepted: the services declare it everywhere.
      channel.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
      channel.confirmSelect();
      channel.basicPublish(
          "", QUEUE, MessageProperties.PERSISTENT_TEXT_PLAIN, text.getBytes(UTF_8));
      channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
    }
  }

  static String take(BrokerAddress address) throws IOException, TimeoutException {
    try (Connection connection = connect(address);
        Channel channel = connection.createChannel()) {
      GetResponse message = channel.basicGet(QUEUE, true);
      return message == null ? "" : new String(message.getBody(), UTF_8);
    }
  }

  private static Connection connect(BrokerAddress address) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(address.host());
    factory.setPort(address.port());
    factory.setUsername(address.user());
    factory.setPassword(address.password());
    factory.setVirtualHost(address.virtualHost());
    return factory.newConnection();
  }
}
