package io.darkroom.auth.api;

import io.darkroom.auth.domain.session.ClientInfo;
import io.darkroom.kit.http.ApiRequest;

/**
 * Finds out who asks.
 *
 * @param trustForwarded whether the nearest hop is our own gateway
 */
public record Clients(boolean trustForwarded) {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /**
   * The client of a request. Behind the gateway it is the last address of {@code X-Forwarded-For}:
   * that one was written by the gateway, all before it by whoever wanted to.
   */
  public ClientInfo of(ApiRequest request) {
    String peer = request.raw().request().remoteAddress().hostAddress();
    String address =
        trustForwarded ? request.header(FORWARDED_FOR).map(Clients::last).orElse(peer) : peer;
    return new ClientInfo(address == null ? "" : address, request.header("User-Agent"));
  }

  private static String last(String list) {
    return list.substring(list.lastIndexOf(',') + 1).strip();
  }
}
