package io.darkroom.kit.http;

import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Operation.Access;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads operations out of an OpenAPI document and resolves their references. */
final class ContractReader {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options");
  private static final String WIDE = "x-darkroom-segments";

  private final JsonObject document;

  ContractReader(JsonObject document) {
    this.document = document;
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, Object> path : document.getJsonObject("paths", new JsonObject())) {
      JsonObject item = (JsonObject) path.getValue();
      for (String method : item.fieldNames()) {
        if (METHODS.contains(method)) {
          all.add(operation(path.getKey(), method, item));
        }
      }
    }
    return all;
  }

  /** Follows a {@code $ref} within the document, if the object is one. */
  JsonObject resolve(JsonObject object) {
    String ref = object.getString("$ref");
    if (ref == null) {
      return object;
    }
    Object target = document;
    for (String step : ref.substring(2).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      target = target instanceof JsonObject parent ? parent.getValue(name) : null;
    }
    if (target instanceof JsonObject found) {
      return resolve(found);
    }
    throw new IllegalStateException("the contract has no " + ref);
  }

  private Operation operation(String path, String method, JsonObject item) {
    JsonObject own = item.getJsonObject(method);
    String id = own.getString("operationId");
    if (id == null) {
      throw new IllegalStateException(method + " " + path + " has no operationId");
    }
    ServiceName service =
        ServiceName.fromWire(own.getString(ContractMerge.SERVICE, ""))
            .orElseThrow(() -> new IllegalStateException(id + " names no service"));
    List<JsonObject> parameters = new ArrayList<>();
    addParameters(item.getJsonArray("parameters"), parameters);
    addParameters(own.getJsonArray("parameters"), parameters);
    JsonObject body = resolve(own.getJsonObject("requestBody", new JsonObject()));
    JsonObject content = body.getJsonObject("content", new JsonObject());
    JsonArray security = own.getJsonArray("security", document.getJsonArray("security"));
    return new Operation(
        id,
        service,
        HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        new PathTemplate(path, wide(parameters)),
        access(security),
        scopes(security),
        parameters,
        body.getBoolean("required", false),
        content.fieldNames().stream().sorted().toList(),
        own);
  }

  private void addParameters(JsonArray from, List<JsonObject> to) {
    if (from != null) {
      from.forEach(p -> to.add(resolve((JsonObject) p)));
    }
  }

  private static Set<String> wide(List<JsonObject> parameters) {
    return parameters.stream()
        .filter(p -> "many".equals(p.getString(WIDE)))
        .map(p -> p.getString("name"))
        .collect(Collectors.toSet());
  }

  private static Access access(JsonArray security) {
    if (security == null || security.isEmpty()) {
      return Access.PUBLIC;
    }
    boolean anonymous = security.stream().anyMatch(one -> ((JsonObject) one).isEmpty());
    return anonymous ? Access.OPTIONAL : Access.SECURED;
  }

  private static Set<String> scopes(JsonArray security) {
    Set<String> scopes = new HashSet<>();
    if (security != null) {
      for (Object one : security) {
        ((JsonObject) one)
            .forEach(e -> ((JsonArray) e.getValue()).forEach(s -> scopes.add((String) s)));
      }
    }
    return scopes;
  }
}
