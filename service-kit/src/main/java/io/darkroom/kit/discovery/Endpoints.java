package io.darkroom.kit.discovery;

import java.util.List;

/** Knows where the instances of every service are. */
@FunctionalInterface
public interface Endpoints {
  /**
   * The instances known right now, possibly none. Never blocks, any thread may ask; an unchanged
   * answer is an equal list, so that callers can keep state by it.
   */
  List<Endpoint> of(ServiceName service);
}
