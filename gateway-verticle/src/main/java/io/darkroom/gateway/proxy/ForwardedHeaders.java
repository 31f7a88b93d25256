package io.darkroom.gateway.proxy;

import io.darkroom.kit.http.RequestTrace;
import io.darkroom.kit.http.TraceContext;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the headers a service gets: what the client may say, and what only the gateway may. */
final class ForwardedHeaders {
  private static final CharSequence FOR = HttpHeaders.createOptimized("X-Forwarded-For");
  private static final CharSequence PROTO = HttpHeaders.createOptimized("X-Forwarded-Proto");
  private static final CharSequence HOST = HttpHeaders.createOptimized("X-Forwarded-Host");
  private static final CharSequence FORWARDED = HttpHeaders.createOptimized("Forwarded");
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final List<String> IDENTITY_PREFIXES =
      List.of("x-forwarded-", "x-darkroom-", "x-auth-", "x-user", "x-remote-", "x-internal-");
  private static final Set<String> IDENTITY =
      Set.of(
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

  // Of this connection, or of the body that stays here.
  private static final Set<String> LEFT_BEHIND =
      Set.of(
          "host",
          "connection",
          "upgrade",
          "trailer",
          "transfer-encoding",
          "proxy-authenticate",
          "proxy-authorization",
          "authorization",
          "content-length",
          "content-type");

  private ForwardedHeaders() {}

  /** Turns a copy of the client's headers into those of the service. */
  static void apply(Exchange exchange, MultiMap headers) {
    HeaderNames.remove(headers, ForwardedHeaders::isOurs);
    dropConnectionOptions(exchange.ctx().request(), headers);
    set(exchange, headers);
  }

  /** Writes the headers for the service of a request whose body stays behind. */
  static void write(Exchange exchange, MultiMap headers) {
    HttpServerRequest request = exchange.ctx().request();
    for (Map.Entry<String, String> header : request.headers()) {
      String lower = header.getKey().toLowerCase(Locale.ROOT);
      if (!isOurs(lower) && !LEFT_BEHIND.contains(lower) && lower.charAt(0) != ':') {
        headers.add(header.getKey(), header.getValue());
      }
    }
    dropConnectionOptions(request, headers);
    set(exchange, headers);
  }

  private static void set(Exchange exchange, MultiMap headers) {
    HttpServerRequest request = exchange.ctx().request();
    String scheme = request.isSSL() ? "https" : "http";
    HostAndPort authority = request.authority();
    String host = authority == null ? "unknown" : authority.toString();
    headers.set(FOR, exchange.address());
    headers.set(PROTO, scheme);
    headers.set(HOST, host);
    headers.set(FORWARDED, forwarded(exchange.address(), scheme, host));
    TraceContext trace = RequestTrace.of(exchange.ctx());
    headers.set(REQUEST_ID, trace.traceId());
    headers.set(TraceContext.HEADER, trace.traceparent());
    headers.remove(HttpHeaders.AUTHORIZATION);
    exchange
        .caller()
        .ifPresent(caller -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + caller.bearer()));
  }

  private static boolean isOurs(String lower) {
    if (IDENTITY.contains(lower)) {
      return true;
    }
    if (lower.startsWith("x-")) {
      for (String prefix : IDENTITY_PREFIXES) {
        if (lower.startsWith(prefix)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Headers that the client's {@code Connection} header names belong to that connection alone. */
  private static void dropConnectionOptions(HttpServerRequest request, MultiMap headers) {
    if (!request.headers().contains(HttpHeaders.CONNECTION)) {
      return;
    }
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
