package io.darkroom.kit.http;

import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Puts the fragments of the contract together. */
final class ContractMerge {
  static final String SERVICE = "x-darkroom-service";
  private static final String FOLDER = "/io/darkroom/kit/contract/";

  private ContractMerge() {}

  static JsonObject fromClassPath() {
    JsonObject whole =
        read("common").orElseThrow(() -> new IllegalStateException("no common contract fragment"));
    for (ServiceName service : ServiceName.values()) {
      read(service.wire()).ifPresent(fragment -> add(whole, fragment, service));
    }
    return whole;
  }

  static void add(JsonObject whole, JsonObject fragment, ServiceName service) {
    JsonObject paths = child(whole, "paths");
    for (Map.Entry<String, Object> path : fragment.getJsonObject("paths", new JsonObject())) {
      JsonObject item = child(paths, path.getKey());
      for (Map.Entry<String, Object> entry : (JsonObject) path.getValue()) {
        Object value = entry.getValue();
        if (value instanceof JsonObject operation && operation.containsKey("operationId")) {
          value = withService(operation, service);
        }
        put(item, entry.getKey(), value, path.getKey());
      }
    }
    JsonObject components = child(whole, "components");
    for (Map.Entry<String, Object> section :
        fragment.getJsonObject("components", new JsonObject())) {
      JsonObject target = child(components, section.getKey());
      ((JsonObject) section.getValue())
          .forEach(e -> put(target, e.getKey(), e.getValue(), section.getKey()));
    }
    JsonArray tags = whole.getJsonArray("tags", new JsonArray());
    fragment.getJsonArray("tags", new JsonArray()).stream()
        .filter(tag -> !tags.contains(tag))
        .forEach(tags::add);
    whole.put("tags", tags);
  }

  private static JsonObject withService(JsonObject operation, ServiceName service) {
    return operation.containsKey(SERVICE)
        ? operation
        : operation.copy().put(SERVICE, service.wire());
  }

  private static void put(JsonObject target, String key, Object value, String where) {
    Object before = target.getValue(key);
    if (before != null && !before.equals(value)) {
      throw new IllegalStateException("the contract defines " + where + " " + key + " twice");
    }
    target.put(key, value);
  }

  private static JsonObject child(JsonObject parent, String key) {
    if (!parent.containsKey(key)) {
      parent.put(key, new JsonObject());
    }
    return parent.getJsonObject(key);
  }

  private static Optional<JsonObject> read(String name) {
    try (InputStream in = ContractMerge.class.getResourceAsStream(FOLDER + name + ".json")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new JsonObject(Buffer.buffer(in.readAllBytes())));
    } catch (IOException | io.vertx.core.json.DecodeException broken) {
      throw new IllegalStateException("cannot read the contract fragment " + name, broken);
    }
  }
}
