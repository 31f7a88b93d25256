package io.darkroom.job.api;

import io.darkroom.job.store.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A page of a list as clients see it. */
record PageView<T>(List<T> items, Optional<String> nextCursor) {

  static <S, T> PageView<T> of(Page<S> page, Function<S, T> view) {
    return new PageView<>(page.items().stream().map(view).toList(), page.next().map(Cursor::of));
  }
}
