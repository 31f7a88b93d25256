package io.darkroom.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.json.JsonMapping;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.util.Optional;

/**
 * What an instance of a service says of itself to the gateway.
 *
 * @param instance its id
 * @param version what it was built from
 * @param health how it fares
 */
public record InstanceReport(String instance, String version, Health.Report health) {
  /** Where every instance answers its report; not reachable through the gateway. */
  public static final String PATH = "/internal/health";

  /** The report of this process. */
  public static Future<InstanceReport> of(String instance, Health health) {
    return health.report().map(report -> new InstanceReport(instance, builtFrom(), report));
  }

  /** Makes a router answer the report of this process. */
  public static Router addTo(Router router, String instance, Health health) {
    router
        .get(PATH)
        .handler(
            ctx ->
                of(instance, health)
                    .map(InstanceReport::encode)
                    .compose(
                        text ->
                            ctx.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, Operation.JSON)
                                .end(text))
                    .onFailure(ctx::fail));
    return router;
  }

  private static String encode(InstanceReport report) {
    try {
      return JsonMapping.mapper().writeValueAsString(report);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** Jars know their version, classes that were just compiled do not. */
  private static String builtFrom() {
    return Optional.ofNullable(InstanceReport.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
