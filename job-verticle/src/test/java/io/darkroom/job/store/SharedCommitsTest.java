package io.darkroom.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.Lane;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedCommitsTest {
  private static final StoredImage IMAGE =
      new StoredImage(
          "img", "usr_a", "a", "00", "png", 1, 1, 1, 1, false, Lane.NORMAL, Instant.EPOCH);

  private final List<List<String>> writes = new ArrayList<>();
  private final List<Promise<Void>> answers = new ArrayList<>();
  private final SharedCommits commits = new SharedCommits(this::write);

  private Future<Void> write(List<NewJob> jobs) {
    writes.add(jobs.stream().map(NewJob::id).toList());
    Promise<Void> answer = Promise.promise();
    answers.add(answer);
    return answer.future();
  }

  @Test
  void whatComesAloneIsWrittenAtOnceAndWhatComesMeanwhileTogether() {
    List<Future<Void>> done = insert("a", "b", "c", "d");
    assertThat(writes).containsExactly(List.of("a"), List.of("b"));

    answers.get(0).complete();

    assertThat(writes).containsExactly(List.of("a"), List.of("b"), List.of("c", "d"));
    assertThat(done).map(Future::isComplete).containsExactly(true, false, false, false);
    answers.get(2).complete();
    assertThat(done).map(Future::isComplete).containsExactly(true, false, true, true);
  }

  @Test
  void whatOneJobFailsForDoesNotFailTheOthers() {
    List<Future<Void>> done = insert("a", "b", "c", "bad", "e");
    answers.get(0).complete();
    answers.get(2).fail(new IllegalStateException("a fault of one of them"));

    answers.get(3).complete();
    answers.get(4).fail(new IllegalStateException("its fault"));
    answers.get(5).complete();

    assertThat(writes.subList(3, 6)).containsExactly(List.of("c"), List.of("bad"), List.of("e"));
    assertThat(done).map(Future::succeeded).containsExactly(true, false, true, false, true);
    assertThat(done.get(3).cause()).hasMessage("its fault");
  }

  @Test
  void whatMayHaveBeenWrittenIsNotWrittenAgain() {
    List<Future<Void>> done = insert("a", "b", "c", "d");
    answers.get(0).complete();

    answers.get(2).fail(Failure.of(FailureCode.UNAVAILABLE).asException());

    assertThat(writes).hasSize(3);
    assertThat(done.subList(2, 4)).allMatch(Future::failed);
  }

  @Test
  void aLargeJobHoldsUpNobody() {
    Future<Void> large = commits.insert(job("large", 33));
    List<Future<Void>> small = insert("a");
    answers.get(1).complete();

    assertThat(large.isComplete()).isFalse();
    assertThat(small).allMatch(Future::succeeded);
  }

  @Test
  void aLineThatIsLongIsWrittenInPieces() {
    insert(IntStream.range(0, 102).mapToObj(n -> "job" + n).toArray(String[]::new));
    answers.get(0).complete();
    answers.get(1).complete();

    assertThat(writes).map(List::size).containsExactly(1, 1, 64, 36);
  }

  private List<Future<Void>> insert(String... ids) {
    List<Future<Void>> done = new ArrayList<>();
    for (String id : ids) {
      done.add(commits.insert(job(id, 1)));
    }
    return done;
  }

  private static NewJob job(String id, int tasks) {
    return new NewJob(
        id,
        "usr_a",
        "name",
        5,
        Optional.empty(),
        "",
        List.of(IMAGE),
        Collections.nCopies(tasks, new NewJob.NewOutput("jpeg", "jpeg", List.of())),
        Collections.nCopies(tasks, "tsk"),
        Instant.EPOCH);
  }
}
