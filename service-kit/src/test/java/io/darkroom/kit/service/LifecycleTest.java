package io.darkroom.kit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.Registration;
import io.darkroom.kit.discovery.Registry;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Health;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private final List<String> events = new ArrayList<>();
  private final Health health = new Health();
  private final Lifecycle life = new Lifecycle(service(), health);

  private ServiceContext service() {
    Registry registry =
        new Registry() {
          @Override
          public Future<Registration> register(ServiceName name, Endpoint http) {
            events.add("announced " + http.port());
            return Future.succeededFuture(() -> event("taken back"));
          }
        };
    return new ServiceContext(
        ServiceName.JOB,
        "ins_1",
        name -> List.of(),
        registry,
        new SimpleMeterRegistry(),
        new Ids(),
        InstantSource.system());
  }

  private Future<Void> event(String name) {
    events.add(name);
    return Future.succeededFuture();
  }

  @Test
  void closesInReverseOrderOnce() {
    life.onStop(() -> event("pool"));
    life.onStop(() -> event("server"));

    life.stop();
    life.stop();

    assertThat(events).containsExactly("server", "pool");
  }

  @Test
  void leavesDiscoveryBeforeItClosesAnything() {
    life.onStop(() -> event("server"));

    life.announce(new Endpoint("127.0.0.1", 8081), new Endpoint("127.0.0.1", 9081));
    life.stop();

    assertThat(events).containsExactly("announced 8081", "taken back", "server");
  }

  @Test
  void reportsNotReadyBeforeTheFirstStep() {
    life.onStop(() -> event("ready: " + health.report().result().ready()));

    life.stop();

    assertThat(events).containsExactly("ready: false");
  }

  @Test
  void goesOnWhenAStepFailsOrThrows() {
    life.onStop(() -> event("pool"));
    life.onStop(() -> Future.failedFuture("stuck"));
    life.onStop(
        () -> {
          throw new IllegalStateException("never opened");
        });

    Future<Void> stopped = life.stop();

    assertThat(events).containsExactly("pool");
    assertThat(stopped.succeeded()).isTrue();
  }

  @Test
  void closesWhatAFailedStartHadOpened() {
    life.onStop(() -> event("pool"));

    Future<Void> start = life.guard(Future.failedFuture("port taken"));

    assertThat(events).containsExactly("pool");
    assertThat(start.cause()).hasMessage("port taken");
  }
}
