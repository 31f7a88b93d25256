package io.darkroom.kit.discovery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.servicediscovery.Record;
import io.vertx.servicediscovery.ServiceDiscovery;
import io.vertx.servicediscovery.ServiceDiscoveryOptions;
import io.vertx.servicediscovery.Status;
import io.vertx.servicediscovery.impl.DefaultServiceDiscoveryBackend;
import io.vertx.servicediscovery.types.HttpEndpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovery within one Vert.x: one process, or all members of a cluster. Keeps a snapshot of the
 * records, refreshed at every announcement. The backend is named, because any other on the class
 * path would be taken silently.
 */
public final class LocalDiscovery implements Discovery {
  private static final Logger log = LoggerFactory.getLogger(LocalDiscovery.class);

  private final ServiceDiscovery discovery;
  private final MessageConsumer<Object> announcements;
  private volatile Map<ServiceName, List<Endpoint>> places = Map.of();

  /** Discovery among everybody on this Vert.x. */
  public LocalDiscovery(Vertx vertx) {
    ServiceDiscoveryOptions options =
        new ServiceDiscoveryOptions()
            .setBackendConfiguration(
                new JsonObject()
                    .put("backend-name", DefaultServiceDiscoveryBackend.class.getName()));
    discovery = ServiceDiscovery.create(vertx, options);
    announcements = vertx.eventBus().consumer(options.getAnnounceAddress(), m -> refresh());
    refresh();
  }

  @Override
  public List<Endpoint> of(ServiceName service) {
    return places.getOrDefault(service, List.of());
  }

  @Override
  public Future<Registration> register(ServiceName service, Endpoint http) {
    Record record =
        HttpEndpoint.createRecord(service.wire(), http.host(), http.port(), "/")
            .setStatus(Status.UP);
    return discovery
        .publish(record)
        .compose(published -> refresh().map(done -> registration(published.getRegistration())));
  }

  @Override
  public Future<Void> close() {
    return announcements.unregister().onComplete(done -> discovery.close());
  }

  private Registration registration(String id) {
    return () ->
        discovery
            .unpublish(id)
            .recover(gone -> Future.succeededFuture())
            .compose(done -> refresh());
  }

  private Future<Void> refresh() {
    return discovery
        .getRecords((JsonObject) null)
        .onSuccess(this::take)
        .onFailure(e -> log.atWarn().setCause(e).log("cannot read the discovery records"))
        .mapEmpty();
  }

  private void take(List<Record> records) {
    Map<ServiceName, List<Endpoint>> found = new EnumMap<>(ServiceName.class);
    for (Record record : records) {
      JsonObject location = record.getLocation();
      ServiceName.fromWire(record.getName())
          .ifPresent(
              service ->
                  found
                      .computeIfAbsent(service, s -> new ArrayList<>())
                      .add(new Endpoint(location.getString("host"), location.getInteger("port"))));
    }
    found.replaceAll((service, list) -> sorted(list));
    places = found;
  }

  private static List<Endpoint> sorted(List<Endpoint> list) {
    return list.stream().distinct().sorted(Comparator.comparing(Endpoint::toString)).toList();
  }
}
