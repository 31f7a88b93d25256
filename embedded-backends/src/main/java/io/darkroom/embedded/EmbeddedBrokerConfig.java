package io.darkroom.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to start the AMQP broker.
 *
 * @param folder its message store (when durable) and working files
 * @param user the only user
 * @param password the user's password
 * @param durability whether queues and persistent messages outlive the process
 * @param limit how long a start may take
 */
public record EmbeddedBrokerConfig(
    Path folder, String user, String password, Durability durability, Duration limit) {

  /** Makes the folder absolute. */
  public EmbeddedBrokerConfig {
    folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public String toString() {
    return "EmbeddedBrokerConfig[folder=" + folder + ", user=" + user + "]";
  }
}
