package io.darkroom.kit.token;

import io.darkroom.kit.http.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens whose signature was found good, so that a busy caller costs one check and not one for each
 * request. Bounded, the least recently used leave first; ends with its key set.
 */
final class TokenCache {
  private static final int MOST = 4_096;

  private final Map<String, Known> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST;
        }
      };

  private record Known(Caller caller, Instant expires) {}

  synchronized Optional<Caller> find(String token, Instant now) {
    Known entry = entries.get(token);
    if (entry == null || !now.isBefore(entry.expires())) {
      return Optional.empty();
    }
    return Optional.of(entry.caller());
  }

  synchronized void put(String token, Caller caller, Instant expires) {
    entries.put(token, new Known(caller, expires));
  }
}
