package io.darkroom.gateway.edge;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.http.ApiServer;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses requests that two readers could understand differently: bodies with two lengths, hosts
 * that are said twice, paths that hide characters. A connection that sent one is not trusted again.
 */
public final class RequestGuard {
  private static final String ALPHANUMERIC =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final CharacterSet HOST = new CharacterSet(ALPHANUMERIC + "._:[]%-");
  private static final CharacterSet NAME = new CharacterSet(ALPHANUMERIC + "!#$%&'*+-.^_`|~");
  private static final CharacterSet DIGITS = new CharacterSet("0123456789");
  private static final int LONGEST_HOST = 255;
  private static final int LONGEST_LENGTH = 18;
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-f]{2})");
  private static final int MOST_HEADERS = 100;
  private static final List<String> ONCE =
      List.of("host", "content-length", "content-type", "authorization", "transfer-encoding");

  private final ConnectionWatch watch;
  private final boolean strict;

  /**
   * Condemns connections at this watch.
   *
   * @param strict whether the server refuses bodies of two lengths itself; if not, one that comes
   *     in chunks is refused here, because another length of it would not be seen any more
   */
  public RequestGuard(ConnectionWatch watch, boolean strict) {
    this.watch = watch;
    this.strict = strict;
  }

  /** Answers bytes that are no request, once; nothing after them is looked at. */
  public void refuse(HttpServerRequest request) {
    if (!watch.isCondemned(request.connection())) {
      watch.condemn(request.connection());
      ApiServer.refuse(request);
    }
  }

  /**
   * Hands a sound request on and answers any other. What follows a refused HTTP/1 request on the
   * same connection may be part of its body, and is never read as a request.
   */
  public void guard(HttpServerRequest request, Handler<HttpServerRequest> next) {
    if (watch.isCondemned(request.connection())) {
      return;
    }
    Optional<Failure> fault = fault(request);
    if (fault.isEmpty()) {
      next.handle(request);
      return;
    }
    if (request.version() != HttpVersion.HTTP_2) {
      watch.condemn(request.connection());
    }
    ApiServer.refuse(request, fault.get());
  }

  private Optional<Failure> fault(HttpServerRequest request) {
    MultiMap headers = request.headers();
    if (headers.size() > MOST_HEADERS) {
      return Optional.of(Failure.of(FailureCode.HEADERS_TOO_LARGE, "There are too many headers"));
    }
    int seen = 0;
    for (Map.Entry<String, String> header : headers) {
      String name = header.getKey();
      if (!isName(name)) {
        return invalid("A header has no valid name");
      }
      int once = indexOfOnce(name);
      if (once >= 0 && (seen & 1 << once) != 0) {
        return invalid("The header " + ONCE.get(once) + " is given more than once");
      }
      seen |= once < 0 ? 0 : 1 << once;
    }
    return hostFault(request).or(() -> lengthFault(request)).or(() -> pathFault(request));
  }

  private static boolean isName(String name) {
    int from = name.startsWith(":") ? 1 : 0;
    return name.length() > from && NAME.holdsAll(name, from);
  }

  private static int indexOfOnce(String name) {
    for (int i = 0; i < ONCE.size(); i++) {
      if (ONCE.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<Failure> hostFault(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    if (host != null
        && (host.isEmpty() || host.length() > LONGEST_HOST || !HOST.holdsAll(host, 0))) {
      return invalid("The host is not valid");
    }
    return host == null && request.version() == HttpVersion.HTTP_1_1
        ? invalid("A host is needed")
        : Optional.empty();
  }

  private Optional<Failure> lengthFault(HttpServerRequest request) {
    String coding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (coding != null) {
      boolean chunked = coding.toLowerCase(Locale.ROOT).equals("chunked");
      if (!chunked || length != null || request.version() != HttpVersion.HTTP_1_1) {
        return invalid("The transfer encoding is not valid");
      }
      if (!strict) {
        return Optional.of(Failure.of(FailureCode.LENGTH_REQUIRED));
      }
    }
    if (length != null && !isNumber(length)) {
      return invalid("The content length is not valid");
    }
    return Optional.empty();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_LENGTH && DIGITS.holdsAll(text, 0);
  }

  private static Optional<Failure> pathFault(HttpServerRequest request) {
    String uri = request.uri();
    String path = request.path();
    if (path == null || !uri.startsWith("/") || uri.startsWith("//")) {
      return invalid("The address is not valid");
    }
    if (path.indexOf('%') < 0 && path.indexOf('\\') < 0 && !path.contains("/..")) {
      return Optional.empty();
    }
    String lower = path.toLowerCase(Locale.ROOT);
    boolean hidden =
        lower.contains("%00")
            || lower.contains("%2e%2e")
            || lower.contains("..%2f")
            || lower.contains("%5c")
            || lower.contains("%0d")
            || lower.contains("%0a")
            || lower.indexOf('\\') >= 0
            || BROKEN_ESCAPE.matcher(lower).find()
            || lower.contains("/../")
            || lower.endsWith("/..");
    return hidden ? invalid("The path is not valid") : Optional.empty();
  }

  private static Optional<Failure> invalid(String detail) {
    return Optional.of(Failure.of(FailureCode.INVALID_REQUEST, detail));
  }
}
