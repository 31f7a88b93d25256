package io.darkroom.job.it;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of a stream of server-sent events. */
final class EventListener implements AutoCloseable {
  /** One event as it came over the wire. */
  record Event(String id, String kind, JsonObject data) {}

  final List<Event> events = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpResponse<java.io.InputStream> response;
  private final Thread reader;

  EventListener(JobClient client, String path, String lastEventId) {
    HttpRequest.Builder request = client.request(path).GET();
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      response = http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    reader = Thread.ofVirtual().start(this::read);
  }

  int status() {
    return response.statusCode();
  }

  URI uri() {
    return response.uri();
  }

  /** Whether the server has ended the stream. */
  boolean ended() {
    return !reader.isAlive();
  }

  List<String> kinds() {
    return events.stream().map(Event::kind).toList();
  }

  private void read() {
    String id = "";
    String kind = "";
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          kind = line.substring(7);
        } else if (line.startsWith("data: ")) {
          events.add(new Event(id, kind, new JsonObject(line.substring(6))));
        }
      }
    } catch (IOException closed) {
      // The test has closed the stream.
      kind = "";
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
