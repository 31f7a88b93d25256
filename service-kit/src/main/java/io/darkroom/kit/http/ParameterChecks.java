package io.darkroom.kit.http;

import io.darkroom.codecs.failure.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** Checks path, query and header parameters of one operation against their schemas. */
final class ParameterChecks {
  private final List<ParameterCheck> checks;

  ParameterChecks(Operation operation, JsonSchemas schemas) {
    checks = operation.parameters().stream().map(p -> new ParameterCheck(p, schemas)).toList();
  }

  List<Violation> faults(RoutingContext ctx) {
    List<Violation> faults = new ArrayList<>();
    checks.forEach(check -> check.addFaults(ctx, faults));
    return faults;
  }

  private static final class ParameterCheck {
    private final String name;
    private final String place;
    private final boolean required;
    private final boolean array;
    private final String type;
    private final JsonSchemas.Check schema;

    ParameterCheck(JsonObject parameter, JsonSchemas schemas) {
      JsonObject shape = parameter.getJsonObject("schema", new JsonObject());
      name = parameter.getString("name");
      place = parameter.getString("in");
      required = parameter.getBoolean("required", false);
      array = "array".equals(shape.getValue("type"));
      Object item = array ? shape.getJsonObject("items", new JsonObject()) : shape;
      type = ((JsonObject) item).getValue("type") instanceof String known ? known : "string";
      schema = schemas.compile(shape);
    }

    void addFaults(RoutingContext ctx, List<Violation> faults) {
      List<String> values = values(ctx);
      if (values.isEmpty()) {
        if (required) {
          faults.add(new Violation(pointer(), "is required"));
        }
        return;
      }
      if (!array && values.size() > 1) {
        faults.add(new Violation(pointer(), "is given more than once"));
        return;
      }
      Object value = array ? list(values) : typed(values.getFirst());
      schema.faults(value).forEach(v -> faults.add(new Violation(pointer(), v.detail())));
    }

    private List<String> values(RoutingContext ctx) {
      return switch (place) {
        case "path" -> ctx.pathParam(name) == null ? List.of() : List.of(ctx.pathParam(name));
        case "query" -> ctx.queryParam(name);
        case "header" -> ctx.request().headers().getAll(name);
        default -> List.of();
      };
    }

    private JsonArray list(List<String> values) {
      JsonArray list = new JsonArray();
      for (String value : values) {
        for (String part : value.split(",", -1)) {
          list.add(typed(part));
        }
      }
      return list;
    }

    /** The value in its schema's type; one that is not stays text and fails the schema. */
    private Object typed(String text) {
      try {
        return switch (type) {
          case "integer" -> Long.valueOf(text);
          case "number" -> Double.valueOf(text);
          case "boolean" -> bool(text);
          default -> text;
        };
      } catch (NumberFormatException notOne) {
        return text;
      }
    }

    private static Object bool(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> text;
      };
    }

    private String pointer() {
      return (place.equals("query") ? "?" : place + ":") + name;
    }
  }
}
