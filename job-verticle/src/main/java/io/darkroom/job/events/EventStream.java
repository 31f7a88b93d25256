package io.darkroom.job.events;

import io.darkroom.codecs.message.JobEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream of server-sent events. While the client is slow only the newest event of each job
 * is kept for it, so a stream never costs more than the jobs it shows.
 */
public final class EventStream implements EventHub.Subscriber {
  private static final Logger log = LoggerFactory.getLogger(EventStream.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  // A token may end sooner than a client hangs up; coming back it shows a new one.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final EventSource source;
  private final Promise<Void> ended = Promise.promise();
  private final Map<String, JobEvent> held = new LinkedHashMap<>();
  private final List<Long> timers = new ArrayList<>();
  private boolean catchingUp;

  /** A stream on this response; nothing is sent before {@link #open()}. */
  public EventStream(Vertx vertx, HttpServerResponse response, EventSource source) {
    this.vertx = vertx;
    this.response = response;
    this.source = source;
  }

  /** Sends the head and what was missed; the future completes when the stream has ended. */
  public Future<Void> open() {
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
        .putHeader("X-Accel-Buffering", "no");
    response.closeHandler(_ -> finish());
    response.exceptionHandler(_ -> finish());
    response.drainHandler(_ -> flush());
    send("retry: 2000\n\n");
    timers.add(vertx.setPeriodic(HEARTBEAT.toMillis(), _ -> heartbeat()));
    timers.add(vertx.setTimer(LONGEST.toMillis(), _ -> end()));
    resume();
    return ended.future();
  }

  /** Ends the stream; the client comes back by itself. */
  public void end() {
    if (!ended.future().isComplete()) {
      send("retry: 1000\n: going away\n\n");
      response.end().onComplete(_ -> finish());
    }
  }

  @Override
  public void heard(JobEvent event) {
    hold(event);
    flush();
  }

  @Override
  public void resume() {
    if (catchingUp || ended.future().isComplete()) {
      return;
    }
    catchingUp = true;
    source
        .missed()
        .onComplete(
            done -> {
              catchingUp = false;
              if (done.succeeded()) {
                done.result().forEach(this::show);
              } else {
                log.atWarn()
                    .addKeyValue("cause", String.valueOf(done.cause().getMessage()))
                    .log("stream cannot catch up");
                end();
              }
              flush();
            });
  }

  private void hold(JobEvent event) {
    // Taken out first so that the order stays that of the newest events.
    held.remove(key(event));
    held.put(key(event), event);
  }

  private void flush() {
    while (!catchingUp && !held.isEmpty() && !response.writeQueueFull()) {
      JobEvent next = held.remove(held.keySet().iterator().next());
      show(next);
    }
  }

  private void show(JobEvent event) {
    if (source.accept(event)) {
      send(EventView.text(event, source.idOf(event)));
    }
  }

  /** Without back-pressure each event is shown at once; with it, the newest of a job remains. */
  private String key(JobEvent event) {
    return response.writeQueueFull() ? event.jobId() : event.jobId() + "/" + event.sequence();
  }

  private void heartbeat() {
    if (!response.writeQueueFull()) {
      send(": alive\n\n");
    }
  }

  private void send(String text) {
    if (!ended.future().isComplete()) {
      response.write(text).onFailure(_ -> finish());
    }
  }

  private void finish() {
    if (ended.tryComplete()) {
      timers.forEach(vertx::cancelTimer);
    }
  }
}
