package io.darkroom.job.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairShareTest {

  @Test
  void aSingleUnitGoesBeforeTheRestOfALargeBacklog() {
    List<WorkUnit> waiting = new ArrayList<>(Collections.nCopies(1_000, unit("a", 1)));
    waiting.add(unit("b", 1));

    List<WorkUnit> chosen = FairShare.choose(4, waiting, Map.of("a", 12), "");

    assertThat(chosen).extracting(WorkUnit::owner).containsExactly("b", "a", "a", "a");
  }

  @Test
  void ownersTakeTurns() {
    List<WorkUnit> waiting = List.of(unit("a", 1), unit("a", 1), unit("b", 1), unit("b", 1));

    List<WorkUnit> chosen = FairShare.choose(4, waiting, Map.of(), "");

    assertThat(chosen).extracting(WorkUnit::owner).containsExactly("a", "b", "a", "b");
  }

  @Test
  void theOrderWithinAnOwnerHolds() {
    List<WorkUnit> waiting =
        IntStream.range(0, 5).mapToObj(i -> new WorkUnit("a", "job", i, 1)).toList();

    assertThat(FairShare.choose(3, waiting, Map.of(), ""))
        .extracting(WorkUnit::imageNo)
        .containsExactly(0, 1, 2);
  }

  @Test
  void amongEqualsTheTurnGoesOn() {
    List<WorkUnit> waiting = List.of(unit("a", 1), unit("b", 1), unit("c", 1));

    assertThat(FairShare.choose(2, waiting, Map.of(), "a"))
        .extracting(WorkUnit::owner)
        .containsExactly("b", "c");
  }

  @Property
  void slotsAreFilledButNotByMoreThanOneUnitTooMuch(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 8) Integer> sizes,
      @ForAll @IntRange(min = 0, max = 60) int slots) {
    List<WorkUnit> waiting =
        IntStream.range(0, sizes.size())
            .mapToObj(i -> new WorkUnit("owner" + i % 3, "job", i, sizes.get(i)))
            .toList();

    List<WorkUnit> chosen = FairShare.choose(slots, waiting, Map.of(), "");

    int taken = chosen.stream().mapToInt(WorkUnit::tasks).sum();
    int all = sizes.stream().mapToInt(Integer::intValue).sum();
    assertThat(taken).isGreaterThanOrEqualTo(Math.min(slots, all));
    if (!chosen.isEmpty()) {
      assertThat(taken - chosen.getLast().tasks()).isLessThan(slots);
    }
    assertThat(chosen).doesNotHaveDuplicates().isSubsetOf(waiting);
  }

  private static WorkUnit unit(String owner, int tasks) {
    return new WorkUnit(owner, "job", 0, tasks);
  }
}
