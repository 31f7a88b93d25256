package io.darkroom.load.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;

/** Sends single requests; the building block of preparation, not of what is measured. */
public final class PlatformClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TIMEOUT_MS = 60_000;

  private final HttpClient http;
  private final URI base;
  private final URI auth;

  /**
   * A client of the platform.
   *
   * @param base an address such as {@code http://127.0.0.1:8080}
   * @param auth where accounts are; the same address unless the gateway is left out
   */
  public PlatformClient(HttpClient http, URI base, URI auth) {
    this.http = http;
    this.base = base;
    this.auth = auth;
  }

  /** A request whose answer must have this status; completes with its body. */
  public Future<Buffer> send(
      HttpMethod method,
      String path,
      Optional<String> token,
      String contentType,
      Buffer body,
      int expected) {
    URI to = path.startsWith("/api/auth/") ? auth : base;
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(to.getHost())
            .setPort(to.getPort())
            .setURI(path)
            .setTimeout(TIMEOUT_MS);
    token.ifPresent(t -> options.putHeader("Authorization", "Bearer " + t));
    if (body.length() > 0) {
      options.putHeader("Content-Type", contentType);
    }
    return http.request(options)
        .compose(request -> request.send(body))
        .compose(
            response ->
                response
                    .body()
                    .compose(
                        bytes ->
                            response.statusCode() == expected
                                ? Future.succeededFuture(bytes)
                                : Future.failedFuture(
                                    method
                                        + " "
                                        + path
                                        + " answered "
                                        + response.statusCode()
                                        + ": "
                                        + bytes)));
  }

  /** Like {@link #send} with a JSON body and a JSON answer. */
  public Future<JsonNode> json(
      HttpMethod method, String path, Optional<String> token, Object body, int expected) {
    return send(method, path, token, "application/json", encode(body), expected)
        .map(PlatformClient::decode);
  }

  /** A GET of JSON. */
  public Future<JsonNode> get(String path, Optional<String> token) {
    return send(HttpMethod.GET, path, token, "", Buffer.buffer(), 200).map(PlatformClient::decode);
  }

  /** An object as JSON. */
  public static Buffer encode(Object body) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode decode(Buffer bytes) {
    try {
      return JSON.readTree(bytes.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + bytes, e);
    }
  }
}
