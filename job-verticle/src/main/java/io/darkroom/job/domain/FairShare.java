package io.darkroom.job.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Chooses what is handed over next: the owner with the least work in flight goes first, and within
 * an owner the given order holds. So an owner with ten thousand tasks and one with a single task
 * take turns, and the single one waits for a free slot but never for the ten thousand.
 */
public final class FairShare {
  private FairShare() {}

  /**
   * Chooses units until the free slots are filled. A unit is never cut, so the last one may go
   * beyond them.
   *
   * @param slots free slots, counted in tasks
   * @param waiting what is due; per owner in the order it should go
   * @param inFlight tasks in flight per owner; absent means none
   * @param lastServed the owner served last, who comes last among equals; empty for nobody
   */
  public static List<WorkUnit> choose(
      int slots, List<WorkUnit> waiting, Map<String, Integer> inFlight, String lastServed) {
    Map<String, Deque<WorkUnit>> byOwner = new TreeMap<>(turns(lastServed));
    waiting.forEach(u -> byOwner.computeIfAbsent(u.owner(), _ -> new ArrayDeque<>()).add(u));
    Map<String, Integer> load = new HashMap<>(inFlight);
    List<WorkUnit> chosen = new ArrayList<>();
    int free = slots;
    while (free > 0) {
      Optional<Deque<WorkUnit>> next =
          byOwner.values().stream()
              .filter(queue -> !queue.isEmpty())
              .min(Comparator.comparingInt(q -> load.getOrDefault(q.element().owner(), 0)));
      if (next.isEmpty()) {
        break;
      }
      WorkUnit unit = next.get().remove();
      chosen.add(unit);
      load.merge(unit.owner(), unit.tasks(), Integer::sum);
      free -= unit.tasks();
    }
    return List.copyOf(chosen);
  }

  /** The order of owners on a ring that begins after the one served last. */
  private static Comparator<String> turns(String lastServed) {
    return Comparator.comparing((String owner) -> owner.compareTo(lastServed) <= 0)
        .thenComparing(Comparator.naturalOrder());
  }
}
