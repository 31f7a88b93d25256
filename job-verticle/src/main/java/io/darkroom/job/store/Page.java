package io.darkroom.job.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items at most as many as were asked for
 * @param next the id to go on after; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /** A page of the first {@code limit} of rows that were read with one more than the limit. */
  static <T> Page<T> of(List<T> rows, int limit, Function<T, String> id) {
    return rows.size() <= limit
        ? new Page<>(rows, Optional.empty())
        : new Page<>(rows.subList(0, limit), Optional.of(id.apply(rows.get(limit - 1))));
  }
}
