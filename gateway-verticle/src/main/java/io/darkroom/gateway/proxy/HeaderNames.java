package io.darkroom.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Takes headers out by their names. */
final class HeaderNames {
  private HeaderNames() {}

  /** Removes every header whose name, in lower case, is meant. */
  static void remove(MultiMap headers, Predicate<String> meant) {
    List<String> names = null;
    for (Map.Entry<String, String> header : headers) {
      if (meant.test(header.getKey().toLowerCase(Locale.ROOT))) {
        names = names == null ? new ArrayList<>(4) : names;
        names.add(header.getKey());
      }
    }
    if (names != null) {
      names.forEach(headers::remove);
    }
  }
}
