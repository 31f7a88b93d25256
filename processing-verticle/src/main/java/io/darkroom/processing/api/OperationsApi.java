package io.darkroom.processing.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Operations;
import io.darkroom.engine.EngineDescription;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import java.util.Set;

/** The catalogue of the recipe language, with what this installation can run of it. */
final class OperationsApi {
  private final ObjectNode catalogue;

  OperationsApi(EngineDescription engine) {
    this.catalogue = catalogue(engine);
  }

  void mount(ApiRouter router) {
    router.handle("listOperations", this::list);
  }

  private Future<Void> list(ApiRequest request) {
    return request.json(200, catalogue);
  }

  private static ObjectNode catalogue(EngineDescription engine) {
    ObjectNode catalogue = Operations.catalogue();
    for (JsonNode step : catalogue.withArray("steps")) {
      ((ObjectNode) step)
          .put("available", engine.operations().contains(step.path("name").asText()));
    }
    for (JsonNode output : catalogue.withArray("outputs")) {
      ((ObjectNode) output).put("available", writable(engine, output.path("name").asText()));
    }
    add(catalogue.putObject("formats").putArray("readable"), engine.readable());
    add(catalogue.withObject("/formats").putArray("writable"), engine.writable());
    ObjectNode about = catalogue.putObject("engine").put("version", engine.version());
    engine.lanes().forEach(about.putArray("lanes")::add);
    ObjectNode missing = about.putObject("missing");
    engine.missing().forEach(missing::put);
    catalogue.set("schema", Operations.schema());
    return catalogue;
  }

  private static boolean writable(EngineDescription engine, String output) {
    return ImageFormat.fromWire(output).map(engine.writable()::contains).orElse(true);
  }

  private static void add(ArrayNode names, Set<ImageFormat> formats) {
    formats.stream().map(ImageFormat::wire).sorted().forEach(names::add);
  }
}
