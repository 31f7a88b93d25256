package io.darkroom.job.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Progress;
import io.darkroom.codecs.message.TaskChange;
import java.time.Instant;
import java.util.Optional;

/** An event as clients see it; the schema {@code Event} of the contract. */
record EventView(
    String jobId,
    long sequence,
    String kind,
    Instant at,
    String status,
    Progress progress,
    Optional<TaskChange> task) {

  /** One event of a stream, with the id a client resumes from. */
  static String text(JobEvent event, String id) {
    EventView view =
        new EventView(
            event.jobId(),
            event.sequence(),
            event.kind().wire(),
            event.at(),
            event.status(),
            event.progress(),
            event.task());
    try {
      String json = JsonMapping.mapper().writeValueAsString(view);
      return "id: " + id + "\nevent: " + view.kind() + "\ndata: " + json + "\n\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
