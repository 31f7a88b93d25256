package io.darkroom.job.events;

import io.darkroom.codecs.message.JobEvent;
import io.vertx.core.Future;
import java.util.List;

/** What one stream shows, and how it finds what it has missed. */
public interface EventSource {
  /** Whether the stream shows this event; also remembers that it was shown. */
  boolean accept(JobEvent event);

  /** What a client resumes from after this event. */
  String idOf(JobEvent event);

  /** What there is to show that was not shown, oldest first. */
  Future<List<JobEvent>> missed();
}
