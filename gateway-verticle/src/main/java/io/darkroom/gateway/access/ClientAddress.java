package io.darkroom.gateway.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Set;

/** The address a client speaks from, as far as it can be believed. */
public final class ClientAddress {
  private final Set<String> trusted;

  /** Believes what these proxies say about where a request came from. */
  public ClientAddress(List<String> trustedProxies) {
    this.trusted = Set.copyOf(trustedProxies);
  }

  /** The address of the client, or of the nearest proxy that is not ours. */
  public String of(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    String peer = remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
    if (!trusted.contains(peer)) {
      return peer;
    }
    String list = request.getHeader("X-Forwarded-For");
    if (list == null) {
      return peer;
    }
    String last = list.substring(list.lastIndexOf(',') + 1).strip();
    return last.matches("[0-9a-fA-F.:]{2,45}") ? last : peer;
  }

  /** What to count an address under: a whole /64 network for IPv6, which one household owns. */
  public static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String[] groups = address.split(":", -1);
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < Math.min(4, groups.length) && !groups[i].isEmpty(); i++) {
      network.append(groups[i]).append(':');
    }
    return network + ":/64";
  }
}
