package io.darkroom.kit.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** Finds the bearer token of a request. */
public final class BearerToken {
  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /** The token of the one {@code Authorization: Bearer} header; two headers count as none. */
  public static Optional<String> of(HttpServerRequest request) {
    List<String> values = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (values.size() != 1) {
      return Optional.empty();
    }
    String value = values.getFirst();
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    return Optional.of(value.substring(SCHEME.length()).strip()).filter(token -> !token.isEmpty());
  }
}
