package io.darkroom.kit.http;

import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One operation of the contract.
 *
 * @param id its {@code operationId}
 * @param service who carries it out
 * @param method its HTTP method
 * @param path its template
 * @param access who may call it
 * @param scopes what a caller's token must cover
 * @param parameters what it takes besides the body, references resolved
 * @param bodyRequired whether a request without a body is refused
 * @param mediaTypes the media types its body may have; empty when it takes none
 * @param document the operation object as published
 */
public record Operation(
    String id,
    ServiceName service,
    HttpMethod method,
    PathTemplate path,
    Access access,
    Set<String> scopes,
    List<JsonObject> parameters,
    boolean bodyRequired,
    List<String> mediaTypes,
    JsonObject document) {
  /** The media type whose bodies are read and checked. */
  public static final String JSON = "application/json";

  /** Who may call an operation. */
  public enum Access {
    /** Anybody; a token is not looked at. */
    PUBLIC,
    /** Anybody, but a token that is sent must be valid. */
    OPTIONAL,
    /** Only the holder of a valid token. */
    SECURED
  }

  public Operation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(service, "service");
    scopes = Set.copyOf(scopes);
    parameters = List.copyOf(parameters);
    mediaTypes = List.copyOf(mediaTypes);
  }

  /** Whether its body is JSON and nothing else. */
  public boolean takesJson() {
    return mediaTypes.equals(List.of(JSON));
  }

  /** Whether all it answers when it succeeds is JSON, or nothing. */
  public boolean answersJson() {
    JsonObject responses = document.getJsonObject("responses", new JsonObject());
    return responses.fieldNames().stream()
        .filter(status -> status.startsWith("2"))
        .map(responses::getJsonObject)
        .allMatch(
            response ->
                !response.containsKey("$ref")
                    && Set.of(JSON)
                        .containsAll(
                            response.getJsonObject("content", new JsonObject()).fieldNames()));
  }

  /** Whether it can answer with a stream of server-sent events. */
  public boolean streamsEvents() {
    return document.encode().contains("text/event-stream");
  }

  @Override
  public String toString() {
    return id + " (" + method + " " + path + ")";
  }
}
