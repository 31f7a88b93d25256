package io.darkroom.gateway.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.http.Health;
import io.darkroom.kit.http.InstanceReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks single instances how they fare. */
public final class InstanceClient {
  private static final int LIMIT_MILLIS = 3_000;

  private final HttpClient http;

  /** Asks over connections of its own. */
  public InstanceClient(Vertx vertx) {
    http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(LIMIT_MILLIS));
  }

  /**
   * The schema {@code InstanceState} of the contract.
   *
   * @param address empty for the gateway that answers
   * @param status {@code up}, {@code down} or {@code unreachable}
   */
  record State(
      Optional<String> address,
      String status,
      Optional<String> instance,
      Optional<String> version,
      List<Check> checks) {

    static State of(Optional<String> address, InstanceReport report) {
      return new State(
          address,
          lower(report.health().status()),
          Optional.of(report.instance()),
          Optional.of(report.version()),
          report.health().checks().stream().map(Check::of).toList());
    }
  }

  /** The schema {@code InstanceCheck} of the contract. */
  record Check(String name, String status, Optional<String> detail) {
    static Check of(Health.Finding finding) {
      return new Check(finding.name(), lower(finding.status()), finding.detail());
    }
  }

  /** How an instance fares. Never fails. */
  Future<State> ask(Endpoint place) {
    Optional<String> address = Optional.of(place.toString());
    return http.request(HttpMethod.GET, place.port(), place.host(), InstanceReport.PATH)
        .compose(request -> request.send().compose(InstanceClient::body))
        .timeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
        .map(body -> State.of(address, read(body)))
        .otherwise(
            new State(address, "unreachable", Optional.empty(), Optional.empty(), List.of()));
  }

  /** Closes the connections. */
  public Future<Void> close() {
    return http.close();
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    return response.statusCode() == 200
        ? response.body()
        : Future.failedFuture("answered " + response.statusCode());
  }

  private static InstanceReport read(Buffer body) {
    try {
      return JsonMapping.mapper().readValue(body.toString(), InstanceReport.class);
    } catch (JsonProcessingException odd) {
      throw new IllegalStateException(odd);
    }
  }

  private static String lower(String status) {
    return status.toLowerCase(Locale.ROOT);
  }
}
