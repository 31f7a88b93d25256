package io.darkroom.kit.discovery;

/**
 * A place where a service answers.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
  public Endpoint {
    if (host.isBlank() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("expected host:port, not " + host + ":" + port);
    }
  }

  /** Reads {@code host:port}; an IPv6 address stands in brackets. */
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("expected host:port, not " + text);
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new Endpoint(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("expected host:port, not " + text, wrong);
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
