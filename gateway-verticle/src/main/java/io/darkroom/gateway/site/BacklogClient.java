package io.darkroom.gateway.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/** Asks the job service how much work waits. */
public final class BacklogClient {
  private static final String PATH = "/internal/backlog";

  private final ServiceClient jobs;

  /** Asks through this client. */
  public BacklogClient(ServiceClient jobs) {
    this.jobs = jobs;
  }

  /** The schema {@code Backlog} of the contract. */
  record Backlog(Optional<Map<String, Long>> queues, long outbox, Tasks tasks) {}

  /** Open tasks of all owners. */
  record Tasks(long queued, long dispatched, long running) {}

  /** What waits now; empty when the job service does not say. Never fails. */
  Future<Optional<Backlog>> ask(Caller admin) {
    Map<String, String> headers =
        Map.of(HttpHeaders.AUTHORIZATION.toString(), "Bearer " + admin.bearer());
    return jobs.get(PATH, headers).map(BacklogClient::read).otherwise(Optional.empty());
  }

  private static Optional<Backlog> read(ServiceClient.Answer answer) {
    if (!answer.isSuccess()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonMapping.mapper().readValue(answer.body().toString(), Backlog.class));
    } catch (JsonProcessingException odd) {
      return Optional.empty();
    }
  }
}
