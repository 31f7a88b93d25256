package io.darkroom.processing.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final long MEMORY = 100;

  private final Map<String, Slot> running = new HashMap<>();
  private long now;
  private final Admission admission = new Admission(List.of("a", "b"), 1, MEMORY, 2, () -> now);

  private Admission.Ticket ask(String name, Rank rank, long bytes, boolean heavy) {
    return admission.request(new Demand(rank, bytes, heavy), slot -> running.put(name, slot));
  }

  private Admission.Ticket task(String name, long bytes) {
    return ask(name, Rank.TASK, bytes, false);
  }

  private Admission.Ticket render(String name) {
    return ask(name, Rank.RENDER, 1, false);
  }

  private void finish(String name) {
    running.remove(name).release();
  }

  @Test
  void idleWorkersAreHandedOutEachToOne() {
    task("1", 1);
    task("2", 1);
    task("3", 1);

    assertThat(running.keySet()).containsExactlyInAnyOrder("1", "2");
    assertThat(running.get("1").address()).isNotEqualTo(running.get("2").address());
    assertThat(admission.waiting()).isEqualTo(1);
  }

  @Test
  void aWorkerThatIsDoneGetsTheNextWorkWhateverTheOtherDoes() {
    task("long", 1);
    task("short", 1);
    task("next", 1);

    String freed = running.get("short").address();
    finish("short");

    assertThat(running.get("next").address()).isEqualTo(freed);
    assertThat(running).containsKey("long");
  }

  @Test
  void releasingTwiceGivesOneWorkerBack() {
    task("1", 60);
    Slot slot = running.get("1");

    slot.release();
    slot.release();

    assertThat(admission.idleSlots()).isEqualTo(2);
    assertThat(admission.usedMemory()).isZero();
  }

  @Test
  void workThatDoesNotFitWaitsAndLetsSmallerWorkPass() {
    task("1", 60);
    task("large", 60);
    task("small", 30);

    assertThat(running.keySet()).containsExactlyInAnyOrder("1", "small");
  }

  @Test
  void workThatWaitedLongIsNotPassedAnyMore() {
    task("1", 60);
    task("large", 60);
    now = Duration.ofSeconds(3).toNanos();

    task("small", 30);
    assertThat(running.keySet()).containsExactly("1");

    finish("1");
    assertThat(running.keySet()).containsExactlyInAnyOrder("large", "small");
  }

  @Test
  void workLargerThanEverythingRunsAlone() {
    task("huge", 10 * MEMORY);
    task("small", 1);

    assertThat(running.keySet()).containsExactly("huge");
    finish("huge");
    assertThat(running.keySet()).containsExactly("small");
  }

  @Test
  void heavyWorkKeepsToItsShare() {
    ask("heavy1", Rank.TASK, 1, true);
    ask("heavy2", Rank.TASK, 1, true);
    task("light", 1);

    assertThat(running.keySet()).containsExactlyInAnyOrder("heavy1", "light");
    finish("light");
    assertThat(running.keySet()).containsExactly("heavy1");
    finish("heavy1");
    assertThat(running.keySet()).containsExactly("heavy2");
  }

  @Test
  void rendersComeFirstButNotForEver() {
    Admission one = new Admission(List.of("a"), 1, MEMORY, 10, () -> now);
    StringBuilder order = new StringBuilder();
    Slot[] current = new Slot[1];
    one.request(new Demand(Rank.RENDER, 1, false), slot -> current[0] = slot);
    for (int i = 0; i < 5; i++) {
      one.request(new Demand(Rank.TASK, 1, false), slot -> next(order, 't', current, slot));
      one.request(new Demand(Rank.RENDER, 1, false), slot -> next(order, 'r', current, slot));
    }

    for (int i = 0; i < 11; i++) {
      Slot done = current[0];
      done.release();
    }

    assertThat(order.toString()).isEqualTo("rrtrrrtttt");
  }

  private static void next(StringBuilder order, char who, Slot[] current, Slot slot) {
    order.append(who);
    current[0] = slot;
  }

  @Test
  void moreRendersThanMayWaitAreRefusedWithAHint() {
    task("1", 1);
    task("2", 1);
    render("w1");
    render("w2");

    assertThatThrownBy(() -> render("w3"))
        .isInstanceOfSatisfying(FailureException.class, AdmissionTest::isOverload);
    assertThat(admission.waiting()).isEqualTo(2);
  }

  private static void isOverload(FailureException thrown) {
    Failure failure = thrown.failure();
    assertThat(failure.code()).isEqualTo(FailureCode.OVERLOADED);
    assertThat(failure.retryAfter()).isPresent();
  }

  @Test
  void whoLeavesTheLineIsNotServed() {
    task("1", 60);
    Admission.Ticket large = task("large", 60);
    now = Duration.ofSeconds(3).toNanos();
    task("small", 30);

    assertThat(large.leave()).isTrue();
    assertThat(large.leave()).isFalse();

    assertThat(running.keySet()).containsExactlyInAnyOrder("1", "small");
  }
}
