package io.darkroom.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the headers a client gets: what a service may say, without what only the gateway may. */
final class AnswerHeaders {
  private static final Set<String> DROPPED =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "upgrade",
          "te",
          "trailer",
          "transfer-encoding",
          "proxy-authenticate",
          "http2-settings",
          "date",
          "server",
          "x-powered-by",
          "x-content-type-options",
          "x-frame-options",
          "referrer-policy",
          "content-security-policy",
          "strict-transport-security",
          "cross-origin-resource-policy",
          "permissions-policy",
          "x-request-id",
          "ratelimit",
          "ratelimit-policy");

  private AnswerHeaders() {}

  /** Takes out of a service's headers what is not for the client. */
  static void clean(MultiMap headers) {
    dropConnectionOptions(headers);
    HeaderNames.remove(headers, DROPPED::contains);
  }

  /** Adds what is for the client to its headers. Nothing but text is to be compressed. */
  static void pass(MultiMap from, MultiMap to) {
    dropConnectionOptions(from);
    for (Map.Entry<String, String> header : from) {
      if (!DROPPED.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        to.add(header.getKey(), header.getValue());
      }
    }
    leaveUnlessText(to);
  }

  /** Keeps an answer that is not text from being compressed. */
  static void leaveUnlessText(MultiMap headers) {
    if (!isText(headers.get(HttpHeaders.CONTENT_TYPE))) {
      Compression.leaveAlone(headers);
    }
  }

  private static void dropConnectionOptions(MultiMap headers) {
    if (headers.contains(HttpHeaders.CONNECTION)) {
      for (String value : List.copyOf(headers.getAll(HttpHeaders.CONNECTION))) {
        for (String name : value.split(",", -1)) {
          headers.remove(name.strip());
        }
      }
    }
  }

  private static boolean isText(String contentType) {
    return contentType != null
        && !contentType.startsWith("text/event-stream")
        && (contentType.startsWith("text/")
            || contentType.startsWith("application/json")
            || contentType.startsWith("application/problem+json"));
  }
}
