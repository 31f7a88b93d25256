package io.darkroom.kit.discovery;

import io.vertx.core.net.endpoint.InteractionMetrics;
import io.vertx.core.net.endpoint.LoadBalancer;
import io.vertx.core.net.endpoint.ServerEndpoint;
import io.vertx.core.net.endpoint.ServerSelector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Picks the less busy of two random instances and passes over those that refused a connection. The
 * balancer that comes with Vert.x would send a dead instance everything: nobody is less busy.
 */
public final class TwoChoices implements LoadBalancer {
  private final Duration eject;

  /** Passes over a refusing instance for so long. */
  public TwoChoices(Duration eject) {
    this.eject = eject;
  }

  @Override
  public InteractionMetrics<?> newMetrics() {
    return new ServerLoad(eject);
  }

  @Override
  public ServerSelector selector(List<? extends ServerEndpoint> servers) {
    return () -> pick(servers);
  }

  private static int pick(List<? extends ServerEndpoint> servers) {
    int[] candidates =
        IntStream.range(0, servers.size()).filter(i -> !load(servers, i).isEjected()).toArray();
    if (candidates.length == 0) {
      candidates = IntStream.range(0, servers.size()).toArray();
    }
    if (candidates.length < 2) {
      return candidates.length == 0 ? -1 : candidates[0];
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int first = random.nextInt(candidates.length);
    int second = (first + 1 + random.nextInt(candidates.length - 1)) % candidates.length;
    int a = candidates[first];
    int b = candidates[second];
    return load(servers, a).inFlight() <= load(servers, b).inFlight() ? a : b;
  }

  private static ServerLoad load(List<? extends ServerEndpoint> servers, int index) {
    return (ServerLoad) servers.get(index).metrics();
  }
}
