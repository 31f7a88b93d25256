package io.darkroom.gateway.proxy;

import io.darkroom.kit.http.RequestTrace;
import io.darkroom.kit.http.TraceContext;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;

/** Makes the headers a service gets: what the client may say, and what only the gateway may. */
final class ForwardedHeaders {
  private static final List<String> IDENTITY_PREFIXES =
      List.of("x-forwarded-", "x-darkroom-", "x-auth-", "x-user", "x-remote-", "x-internal-");
  private static final List<String> IDENTITY =
      List.of(
          "forwarded",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip",
          "x-original-url",
          "x-rewrite-url",
          "x-original-host",
          "x-http-method-override",
          "remote-user",
          "proxy",
          "x-request-id",
          "traceparent",
          "via",
          "cookie",
          "expect",
          "accept-encoding",
          "keep-alive",
          "proxy-connection",
          "http2-settings",
          "te");

  private ForwardedHeaders() {}

  static void apply(Exchange exchange, MultiMap headers) {
    for (String name : List.copyOf(headers.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (IDENTITY.contains(lower) || IDENTITY_PREFIXES.stream().anyMatch(lower::startsWith)) {
        headers.remove(name);
      }
    }
    dropConnectionOptions(exchange.ctx().request(), headers);
    HttpServerRequest request = exchange.ctx().request();
    String scheme = request.isSSL() ? "https" : "http";
    HostAndPort authority = request.authority();
    String host = authority == null ? "unknown" : authority.toString();
    headers.set("X-Forwarded-For", exchange.address());
    headers.set("X-Forwarded-Proto", scheme);
    headers.set("X-Forwarded-Host", host);
    headers.set("Forwarded", forwarded(exchange.address(), scheme, host));
    TraceContext trace = RequestTrace.of(exchange.ctx());
    headers.set("X-Request-Id", trace.traceId());
    headers.set(TraceContext.HEADER, trace.traceparent());
    headers.remove(HttpHeaders.AUTHORIZATION);
    exchange
        .caller()
        .ifPresent(caller -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + caller.bearer()));
  }

  /** Headers that the client's {@code Connection} header names belong to that connection alone. */
  private static void dropConnectionOptions(HttpServerRequest request, MultiMap headers) {
    for (String value : request.headers().getAll(HttpHeaders.CONNECTION)) {
      for (String name : value.split(",", -1)) {
        if (!name.isBlank() && !name.strip().equalsIgnoreCase("content-length")) {
          headers.remove(name.strip());
        }
      }
    }
  }

  private static String forwarded(String address, String scheme, String host) {
    String node = address.indexOf(':') < 0 ? address : "\"[" + address + "]\"";
    return "for=" + node + ";proto=" + scheme + ";host=\"" + host.replace("\"", "") + "\"";
  }
}
