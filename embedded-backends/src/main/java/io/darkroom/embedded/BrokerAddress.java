package io.darkroom.embedded;

/** Where an AMQP 0-9-1 virtual host is reached, and as whom. */
public record BrokerAddress(
    String host, int port, String user, String password, String virtualHost) {

  /** The same broker and user, another virtual host. */
  public BrokerAddress withVirtualHost(String other) {
    return new BrokerAddress(host, port, user, password, other);
  }

  @Override
  public String toString() {
    return "amqp://" + user + "@" + host + ":" + port + "/" + virtualHost;
  }
}
