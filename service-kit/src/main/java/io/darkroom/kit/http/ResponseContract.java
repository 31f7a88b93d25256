package io.darkroom.kit.http;

import io.darkroom.codecs.failure.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds real answers against the contract: is the status declared, the media type, does the body
 * fit. Meant for tests; throws an {@link AssertionError} that names every fault.
 */
public final class ResponseContract {
  private final Contract contract;

  /** Checks against this contract. */
  public ResponseContract(Contract contract) {
    this.contract = contract;
  }

  /** Checks an answer of {@link java.net.http.HttpClient} with a text or byte body. */
  public void check(String method, HttpResponse<?> response) {
    Buffer body =
        switch (response.body()) {
          case null -> Buffer.buffer();
          case byte[] bytes -> Buffer.buffer(bytes);
          case String text -> Buffer.buffer(text);
          default -> throw new IllegalArgumentException("needs a String or byte[] body");
        };
    check(
        method,
        response.uri().getPath(),
        response.statusCode(),
        response.headers().firstValue("content-type"),
        body.getBytes());
  }

  /** Checks an answer to a request by its parts. */
  public void check(
      String method, String path, int status, Optional<String> contentType, byte[] body) {
    List<String> faults = faults(method, path, status, contentType, body);
    if (!faults.isEmpty()) {
      throw new AssertionError(
          method
              + " "
              + path
              + " -> "
              + status
              + ": "
              + String.join("; ", faults)
              + "\n"
              + excerpt(body));
    }
  }

  /** Everything in an answer that the contract does not foresee. */
  public List<String> faults(
      String method, String path, int status, Optional<String> contentType, byte[] body) {
    String asked = method.equals("HEAD") ? "GET" : method;
    Optional<Operation> operation = contract.match(asked, path);
    if (operation.isEmpty()) {
      return List.of("there is no such operation");
    }
    Optional<JsonObject> declared = contract.response(operation.get(), status);
    if (declared.isEmpty()) {
      return List.of(operation.get().id() + " declares no status " + status);
    }
    JsonObject content = declared.get().getJsonObject("content", new JsonObject());
    if (method.equals("HEAD") || (content.isEmpty() && body.length == 0)) {
      return List.of();
    }
    if (content.isEmpty()) {
      return List.of("a body where none is declared");
    }
    String type = contentType.map(ResponseContract::bare).orElse("");
    Optional<JsonObject> media = media(content, type);
    if (media.isEmpty()) {
      return List.of("content type '" + type + "' is not one of " + content.fieldNames());
    }
    return isJson(type) ? bodyFaults(media.get(), body) : List.of();
  }

  private List<String> bodyFaults(JsonObject media, byte[] body) {
    Object value;
    try {
      value = Json.decodeValue(Buffer.buffer(body));
    } catch (DecodeException broken) {
      return List.of("the body is not JSON");
    }
    List<String> faults = new ArrayList<>();
    Object schema = media.getValue("schema", new JsonObject());
    for (Violation violation : contract.schemas().compile(schema).faults(value)) {
      faults.add(violation.pointer() + ": " + violation.detail());
    }
    return faults;
  }

  private static Optional<JsonObject> media(JsonObject content, String type) {
    String group = type.contains("/") ? type.substring(0, type.indexOf('/')) + "/*" : "*/*";
    return List.of(type, group, "*/*").stream()
        .filter(content::containsKey)
        .findFirst()
        .map(content::getJsonObject);
  }

  private static boolean isJson(String type) {
    return type.equals(Operation.JSON) || type.endsWith("+json");
  }

  private static String bare(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static String excerpt(byte[] body) {
    return new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.UTF_8);
  }
}
