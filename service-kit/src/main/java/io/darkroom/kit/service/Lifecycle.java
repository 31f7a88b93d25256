package io.darkroom.kit.service;

import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.http.Health;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service has opened, from its start to its drain. Everything is closed in the reverse order
 * of its opening, also after a start that failed half-way. For the event loop of one verticle.
 */
public final class Lifecycle {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

  private final ServiceContext service;
  private final Health health;
  private final Deque<Supplier<Future<Void>>> closers = new ArrayDeque<>();

  /** Begins a life in which nothing is open yet. */
  public Lifecycle(ServiceContext service, Health health) {
    this.service = service;
    this.health = health;
  }

  /** Has something closed when the service goes down, before all that was opened earlier. */
  public void onStop(Supplier<Future<Void>> closer) {
    closers.push(closer);
  }

  /** Closes what a failed start had opened; its future fails with the reason of the start. */
  public <T> Future<T> guard(Future<T> start) {
    return start.recover(failure -> stop().transform(_ -> Future.failedFuture(failure)));
  }

  /** Tells discovery where the service answers, and takes it back first when it goes down. */
  public Future<Void> announce(Endpoint api, Endpoint management) {
    return service
        .registry()
        .register(service.name(), api, management)
        .onSuccess(registration -> onStop(registration::close))
        .mapEmpty();
  }

  /** Reports not ready and closes everything; a step that fails is logged and holds up nothing. */
  public Future<Void> stop() {
    health.notReady();
    Future<Void> chain = Future.succeededFuture();
    while (!closers.isEmpty()) {
      Supplier<Future<Void>> closer = closers.pop();
      chain = chain.compose(_ -> closer.get()).recover(this::logged);
    }
    return chain;
  }

  private Future<Void> logged(Throwable failure) {
    log.atWarn()
        .addKeyValue("service", service.name().wire())
        .setCause(failure)
        .log("a step of the shutdown failed");
    return Future.succeededFuture();
  }
}
