package io.darkroom.kit.http;

import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The public contract: one OpenAPI 3.1 document, kept as one fragment for each service beside the
 * common part, and merged here. Immutable, safe for any thread.
 */
public final class Contract {
  private final JsonObject document;
  private final ContractReader reader;
  private final Map<String, Operation> operations;
  private final JsonSchemas schemas;

  private Contract(JsonObject document) {
    this.document = document;
    this.reader = new ContractReader(document);
    this.operations = new TreeMap<>();
    for (Operation operation : reader.operations()) {
      if (operations.put(operation.id(), operation) != null) {
        throw new IllegalStateException("operation id " + operation.id() + " is used twice");
      }
    }
    this.schemas =
        new JsonSchemas(
            document
                .getJsonObject("components", new JsonObject())
                .getJsonObject("schemas", new JsonObject()));
  }

  /**
   * Merges the fragments on the class path.
   *
   * @throws IllegalStateException when they contradict each other
   */
  public static Contract load() {
    return new Contract(ContractMerge.fromClassPath());
  }

  /** Takes a whole document whose operations all name their service. */
  public static Contract of(JsonObject document) {
    return new Contract(document.copy());
  }

  /** The whole document, to be published. */
  public JsonObject json() {
    return document.copy();
  }

  /** Every operation, by id. */
  public Collection<Operation> operations() {
    return List.copyOf(operations.values());
  }

  /** The operations one service carries out, the more exact paths first. */
  public List<Operation> operationsOf(ServiceName service) {
    return operations.values().stream()
        .filter(operation -> operation.service() == service)
        .sorted((a, b) -> a.path().compareTo(b.path()))
        .toList();
  }

  /** Finds an operation by its id. */
  public Optional<Operation> operation(String id) {
    return Optional.ofNullable(operations.get(id));
  }

  /** Finds the operation for a method and a normalised path. */
  public Optional<Operation> match(String method, String path) {
    Stream<Operation> candidates =
        operations.values().stream()
            .filter(o -> o.method().name().equals(method) && o.path().matches(path));
    return candidates.min((a, b) -> a.path().compareTo(b.path()));
  }

  /** The schema of an operation's JSON body. */
  Optional<JsonObject> bodySchema(Operation operation) {
    JsonObject body =
        reader.resolve(operation.document().getJsonObject("requestBody", new JsonObject()));
    return Optional.ofNullable(body.getJsonObject("content"))
        .map(content -> content.getJsonObject(Operation.JSON))
        .map(json -> json.getJsonObject("schema"));
  }

  /**
   * The response object of an operation for a status, by {@code 4XX} or {@code default} if need be.
   */
  Optional<JsonObject> response(Operation operation, int status) {
    JsonObject responses = operation.document().getJsonObject("responses", new JsonObject());
    return Stream.of(Integer.toString(status), status / 100 + "XX", "default")
        .filter(responses::containsKey)
        .findFirst()
        .map(responses::getJsonObject)
        .map(reader::resolve);
  }

  JsonSchemas schemas() {
    return schemas;
  }
}
