package io.darkroom.systemtests.chaos;

import io.darkroom.systemtests.platform.Books;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Watches how many tasks have ended, and notices when none do any more. */
final class Progress implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(60);
  private static final String ENDED =
      "SELECT count(*) FROM job.tasks WHERE status IN ('succeeded', 'failed', 'cancelled')";
  private static final String STATES =
      """
      SELECT status, attempt, tries, failure_code, count(*), min(lease_until), min(not_before)
      FROM job.tasks GROUP BY 1, 2, 3, 4
      """;

  private final Books books;
  private final Duration silence;
  private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();
  private volatile long ended;
  private volatile long lastMove = System.nanoTime();

  private Progress(Books books, Duration silence) {
    this.books = books;
    this.silence = silence;
  }

  /**
   * Starts watching.
   *
   * @param silence how long nothing may end before that counts as stuck
   */
  static Progress watch(Books books, Duration silence) {
    Progress progress = new Progress(books, silence);
    progress.watcher.scheduleWithFixedDelay(progress::look, 0, 200, TimeUnit.MILLISECONDS);
    return progress;
  }

  private void look() {
    try {
      long now = books.number(ENDED);
      if (now != ended) {
        ended = now;
        lastMove = System.nanoTime();
      }
    } catch (IllegalStateException expected) {
      // It is being killed; the next look will see it again.
    }
  }

  /** Tasks that have ended by now, or had a moment ago. */
  long ended() {
    return ended;
  }

  /** Waits until this many have ended; fails when nothing moves for too long. */
  void await(long enough) {
    lastMove = System.nanoTime();
    Awaitility.await(enough + " tasks ended")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> ended >= enough || isStuck());
    if (ended < enough) {
      throw new AssertionError(
          "nothing has ended for %s: %d ended, tasks are %s"
              .formatted(silence, ended, books.rows(STATES)));
    }
  }

  private boolean isStuck() {
    return System.nanoTime() - lastMove > silence.toNanos();
  }

  @Override
  public void close() {
    watcher.shutdownNow();
  }
}
