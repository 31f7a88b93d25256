package io.darkroom.kit.discovery;

import io.darkroom.kit.config.ConsulConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.consul.CheckOptions;
import io.vertx.ext.consul.ConsulClient;
import io.vertx.ext.consul.ConsulClientOptions;
import io.vertx.ext.consul.Service;
import io.vertx.ext.consul.ServiceEntry;
import io.vertx.ext.consul.ServiceEntryList;
import io.vertx.ext.consul.ServiceOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovery through a Consul agent: registers with a health check and asks for the passing
 * instances every other second. While the agent is away the last known places stay in use; an agent
 * that forgot us is told again.
 */
public final class ConsulDiscovery implements Discovery {
  private static final Logger log = LoggerFactory.getLogger(ConsulDiscovery.class);
  private static final String NAME_PREFIX = "darkroom-";
  private static final String CHECK_INTERVAL = "2s";
  private static final String FORGET_AFTER = "1m";

  private static final long LEAST_TIMEOUT_MILLIS = 5_000;

  private final ConsulClient consul;
  private final ConsulConfig config;
  private final Vertx vertx;
  private final long timer;
  private final Map<ServiceName, List<Endpoint>> places = new ConcurrentHashMap<>();
  private final Map<String, ServiceOptions> announced = new ConcurrentHashMap<>();
  private final AtomicBoolean polling = new AtomicBoolean();
  private volatile boolean agentAway;

  /** Starts to look; never fails, the agent may come later. */
  public ConsulDiscovery(Vertx vertx, ConsulConfig config) {
    this.vertx = vertx;
    this.config = config;
    ConsulClientOptions options =
        new ConsulClientOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setTimeout(Math.max(LEAST_TIMEOUT_MILLIS, 2 * config.poll().toMillis()));
    if (!config.token().isEmpty()) {
      options.setAclToken(config.token().reveal());
    }
    consul = ConsulClient.create(vertx, options);
    timer = vertx.setPeriodic(0, config.poll().toMillis(), id -> poll());
  }

  @Override
  public List<Endpoint> of(ServiceName service) {
    return places.getOrDefault(service, List.of());
  }

  @Override
  public Future<Registration> register(ServiceName service, Endpoint http) {
    Endpoint shown = advertised(http);
    return announce(service, shown, new CheckOptions().setTcp(shown.toString()));
  }

  @Override
  public Future<Registration> register(ServiceName service, Endpoint http, Endpoint management) {
    String url = "http://" + advertised(management) + "/health/ready";
    return announce(service, advertised(http), new CheckOptions().setHttp(url));
  }

  @Override
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    List<Future<Void>> leaving = announced.keySet().stream().map(this::leave).toList();
    return Future.join(leaving).<Void>mapEmpty().otherwiseEmpty().onComplete(d -> consul.close());
  }

  private Future<Registration> announce(ServiceName service, Endpoint at, CheckOptions check) {
    String id = NAME_PREFIX + service.wire() + "-" + at.host() + "-" + at.port();
    ServiceOptions options =
        new ServiceOptions()
            .setId(id)
            .setName(NAME_PREFIX + service.wire())
            .setAddress(at.host())
            .setPort(at.port())
            .setCheckOptions(check.setInterval(CHECK_INTERVAL).setDeregisterAfter(FORGET_AFTER));
    announced.put(id, options);
    return consul
        .registerService(options)
        .otherwise(away -> noteAgent(away))
        .map(done -> () -> leave(id));
  }

  private Future<Void> leave(String id) {
    return announced.remove(id) == null
        ? Future.succeededFuture()
        : consul.deregisterService(id).otherwise(away -> noteAgent(away));
  }

  private void poll() {
    if (!polling.compareAndSet(false, true)) {
      return;
    }
    List<Future<Void>> looks = new ArrayList<>();
    for (ServiceName service : ServiceName.values()) {
      looks.add(
          consul
              .healthServiceNodes(NAME_PREFIX + service.wire(), true)
              .map(found -> take(service, found)));
    }
    looks.add(consul.localServices().compose(this::announceForgotten));
    Future.join(looks)
        .onComplete(done -> polling.set(false))
        .onSuccess(all -> agentAway = false)
        .onFailure(away -> noteAgent(away));
  }

  private Void take(ServiceName service, ServiceEntryList found) {
    List<ServiceEntry> entries = found.getList() == null ? List.of() : found.getList();
    places.put(
        service,
        entries.stream()
            .map(entry -> endpoint(entry))
            .distinct()
            .sorted(Comparator.comparing(Endpoint::toString))
            .toList());
    return null;
  }

  private static Endpoint endpoint(ServiceEntry entry) {
    Service service = entry.getService();
    String address = service.getAddress();
    return new Endpoint(
        address == null || address.isBlank() ? entry.getNode().getAddress() : address,
        service.getPort());
  }

  private Future<Void> announceForgotten(List<Service> known) {
    Set<String> ids = known.stream().map(Service::getId).collect(Collectors.toSet());
    List<Future<Void>> again =
        announced.entrySet().stream()
            .filter(entry -> !ids.contains(entry.getKey()))
            .map(entry -> consul.registerService(entry.getValue()))
            .toList();
    return Future.join(again).mapEmpty();
  }

  private Void noteAgent(Throwable away) {
    if (!agentAway) {
      agentAway = true;
      log.atWarn().addKeyValue("cause", away.getMessage()).log("the Consul agent does not answer");
    }
    return null;
  }

  private Endpoint advertised(Endpoint bound) {
    return config.advertise().isBlank() ? bound : new Endpoint(config.advertise(), bound.port());
  }
}
