package io.darkroom.job.api;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.job.events.EventHub;
import io.darkroom.job.events.EventSource;
import io.darkroom.job.events.EventStream;
import io.darkroom.job.events.JobEventSource;
import io.darkroom.job.events.OwnerEventSource;
import io.darkroom.job.store.JobRecord;
import io.darkroom.job.store.JobStore;
import io.darkroom.job.store.OutboxStore;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.http.HttpDrain;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Streams of server-sent events: one job's, or all of an owner's. */
public final class EventApi {
  private final Vertx vertx;
  private final JobStore jobs;
  private final OutboxStore outbox;
  private final EventHub hub;
  private final HttpDrain drain;
  private final InstantSource clock;

  /** The operations on events. */
  public EventApi(
      Vertx vertx,
      JobStore jobs,
      OutboxStore outbox,
      EventHub hub,
      HttpDrain drain,
      InstantSource clock) {
    this.vertx = vertx;
    this.jobs = jobs;
    this.outbox = outbox;
    this.hub = hub;
    this.drain = drain;
    this.clock = clock;
  }

  /** Adds the operations to a router. */
  public void mount(ApiRouter router) {
    router.stream("streamJobEvents", this::ofJob).stream("streamEvents", this::ofOwner);
  }

  private Future<Void> ofJob(ApiRequest request) {
    String owner = request.caller().userId();
    String id = request.pathParam("jobId");
    OptionalLong after = lastEventId(request);
    return jobs.find(owner, id)
        .map(Found.or("There is no such job"))
        .compose(
            _ -> stream(request, new JobEventSource(id, outbox, after, () -> snapshot(owner, id))));
  }

  private Future<Void> ofOwner(ApiRequest request) {
    OptionalLong after = lastEventId(request);
    Instant since = after.isPresent() ? Instant.ofEpochMilli(after.getAsLong()) : clock.instant();
    return stream(request, new OwnerEventSource(request.caller().userId(), outbox, since));
  }

  private Future<Void> stream(ApiRequest request, EventSource source) {
    EventStream stream = new EventStream(vertx, request.raw().response(), source);
    Runnable unsubscribe = hub.subscribe(request.caller().userId(), stream);
    Runnable forget = drain.openStream(stream::end);
    return stream
        .open()
        .onComplete(
            _ -> {
              unsubscribe.run();
              forget.run();
            });
  }

  private Future<JobEvent> snapshot(String owner, String id) {
    return jobs.find(owner, id)
        .map(Found.or("There is no such job"))
        .map(job -> event(job, clock.instant()));
  }

  private static JobEvent event(JobRecord job, Instant now) {
    return new JobEvent(
        job.id(),
        job.owner(),
        job.sequence(),
        EventKind.JOB_UPDATED,
        now,
        job.status().wire(),
        job.progress(),
        Optional.empty());
  }

  /** What the client has; an id that is none of ours counts as none. */
  private static OptionalLong lastEventId(ApiRequest request) {
    Optional<String> id = request.header("Last-Event-ID").or(() -> request.queryParam("after"));
    return id.filter(text -> text.matches("\\d{1,15}")).map(Long::parseLong).stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }
}
