package io.darkroom.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends requests to the public address; safe for many threads. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(20))
          .build();
  private final Supplier<URI> base;

  /** An API at an address that may change between requests. */
  public Api(Supplier<URI> base) {
    this.base = base;
  }

  /** An answer, kept whole. */
  public record Answer(int status, HttpResponse<byte[]> raw) {

    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(raw.body());
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON, status " + status, e);
      }
    }

    /** The body's bytes. */
    public byte[] bytes() {
      return raw.body();
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
      return raw.headers().firstValue(name);
    }

    /** This answer, if it has the status. */
    public Answer expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError(
            "expected "
                + wanted
                + " but got "
                + status
                + ": "
                + new String(raw.body(), StandardCharsets.UTF_8));
      }
      return this;
    }
  }

  /** A request without a body. */
  public Answer send(String method, String path, Optional<String> token) {
    return send(request(path, token).method(method, BodyPublishers.noBody()));
  }

  /** A request with a JSON body. */
  public Answer json(String method, String path, Optional<String> token, Object body) {
    try {
      byte[] bytes = JSON.writeValueAsBytes(body);
      return bytes(method, path, token, "application/json", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request with a JSON body and these headers. */
  public Answer json(
      String method,
      String path,
      Optional<String> token,
      Object body,
      Map<String, String> headers) {
    try {
      HttpRequest.Builder builder =
          request(path, token)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      headers.forEach(builder::header);
      return send(builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A request with any body. */
  public Answer bytes(
      String method, String path, Optional<String> token, String contentType, byte[] body) {
    return send(
        request(path, token)
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  /** A request with these headers and no body. */
  public Answer get(String path, Optional<String> token, Map<String, String> headers) {
    HttpRequest.Builder builder = request(path, token).GET();
    headers.forEach(builder::header);
    return send(builder);
  }

  private HttpRequest.Builder request(String path, Optional<String> token) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base.get() + path)).timeout(Duration.ofSeconds(90));
    token.ifPresent(t -> builder.header("Authorization", "Bearer " + t));
    return builder;
  }

  private Answer send(HttpRequest.Builder builder) {
    try {
      HttpResponse<byte[]> response =
          http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
