package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Progress;
import io.darkroom.job.events.EventHub;
import io.darkroom.job.events.EventSource;
import io.darkroom.job.events.EventStream;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A client that opens a stream and does not read while very much happens. */
class SlowStreamIT {
  private static final String OWNER = "usr_slow";
  private static final int JOBS = 20;
  private static final int EVENTS = 10_000;
  private static final Pattern EVENT = Pattern.compile("\"jobId\":\"(.+?)\",\"sequence\":(\\d+)");

  /** Shows every event; nothing was missed. */
  private static final class Everything implements EventSource {
    @Override
    public boolean accept(JobEvent event) {
      return true;
    }

    @Override
    public String idOf(JobEvent event) {
      return String.valueOf(event.sequence());
    }

    @Override
    public Future<List<JobEvent>> missed() {
      return Future.succeededFuture(List.of());
    }
  }

  @Test
  void onlyTheNewestEventOfEachJobIsKeptForIt() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Socket socket = new Socket()) {
      EventHub hub = new EventHub();
      Promise<Context> streaming = Promise.promise();
      HttpServer server =
          await(
              vertx
                  .createHttpServer()
                  .requestHandler(
                      request -> {
                        EventStream stream =
                            new EventStream(vertx, request.response(), new Everything());
                        hub.subscribe(OWNER, stream);
                        stream.open();
                        streaming.complete(vertx.getOrCreateContext());
                      })
                  .listen(0, "127.0.0.1"));
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress("127.0.0.1", server.actualPort()));
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));

      Context context = await(streaming.future());
      for (int sequence = 1; sequence <= EVENTS; sequence++) {
        int current = sequence;
        Promise<Void> told = Promise.promise();
        context.runOnContext(
            _ -> {
              tellAll(hub, current);
              told.complete();
            });
        if (sequence % 100 == 0) {
          await(told.future());
        }
      }

      Map<String, Long> newest = new HashMap<>();
      int read = readUntilNewest(socket, newest);
      assertThat(newest).hasSize(JOBS).allSatisfy((_, last) -> assertThat(last).isEqualTo(EVENTS));
      assertThat(read).as("of %d events", JOBS * EVENTS).isLessThan(JOBS * EVENTS / 2);
    } finally {
      await(vertx.close());
    }
  }

  private static void tellAll(EventHub hub, long sequence) {
    for (int job = 0; job < JOBS; job++) {
      hub.heard(
          new JobEvent(
              "job_" + job,
              OWNER,
              sequence,
              EventKind.JOB_UPDATED,
              Instant.EPOCH,
              "running",
              new Progress(1, 0, 0),
              Optional.empty()));
    }
  }

  /** Reads until the newest event of every job has come; tells how many came before. */
  private static int readUntilNewest(Socket socket, Map<String, Long> newest) throws IOException {
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(JobPlatform.LIMIT_SECONDS));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    int read = 0;
    while (newest.size() < JOBS || newest.values().stream().anyMatch(last -> last < EVENTS)) {
      Matcher event = EVENT.matcher(in.readLine());
      if (event.find()) {
        read++;
        newest.merge(event.group(1), Long.parseLong(event.group(2)), Math::max);
      }
    }
    return read;
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
