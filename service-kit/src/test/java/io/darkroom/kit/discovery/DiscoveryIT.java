package io.darkroom.kit.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.kit.config.ConfigException;
import io.darkroom.kit.config.ConsulConfig;
import io.darkroom.kit.config.Secret;
import io.darkroom.kit.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryIT {
  private static final Endpoint HERE = new Endpoint("127.0.0.1", 1234);
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, JsonObject> registered = new ConcurrentHashMap<>();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void fixedPlacesOverruleWhatIsFound() throws Exception {
    Discovery discovery =
        Discovery.open(
            vertx, Settings.of(Map.of("discovery.kind", "local", "endpoints.job", "a:1,[::1]:2")));
    discovery.register(ServiceName.JOB, HERE).await(30, TimeUnit.SECONDS);
    discovery.register(ServiceName.AUTH, HERE).await(30, TimeUnit.SECONDS);

    assertThat(discovery.of(ServiceName.JOB))
        .containsExactly(new Endpoint("a", 1), new Endpoint("::1", 2));
    assertThat(discovery.of(ServiceName.AUTH)).containsExactly(HERE);
    assertThatThrownBy(() -> Discovery.open(vertx, Settings.of(Map.of("endpoints.job", "nowhere"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("endpoints.job");
  }

  @Test
  void aClientPassesOverADeadInstance() throws Exception {
    ServiceClient client = client(List.of(dead(), serve(request -> request.response().end())));

    for (int i = 0; i < 20; i++) {
      assertThat(answer(client.send(HttpMethod.POST, "/", Map.of(), Buffer.buffer("x"))).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aQuestionIsAskedAgainWhenItsInstanceDiesOverItAndAnOrderIsNot() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Endpoint place =
        serve(
            request -> {
              if (asked.incrementAndGet() == 1) {
                request.connection().close();
              } else {
                request.response().end();
              }
            });
    ServiceClient client = client(List.of(place));

    assertThat(answer(client.get("/", Map.of())).status()).isEqualTo(200);
    assertThat(asked).hasValue(2);

    asked.set(0);
    Future<ServiceClient.Answer> order =
        client.send(HttpMethod.POST, "/", Map.of(), Buffer.buffer("x"));
    assertThatThrownBy(() -> answer(order)).hasMessageContaining("does not answer");
    assertThat(asked).hasValue(1);
  }

  private ServiceClient client(List<Endpoint> places) {
    return new ServiceClient(vertx, service -> places, ServiceName.JOB);
  }

  private Endpoint serve(Handler<HttpServerRequest> handler) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(handler)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    return new Endpoint("127.0.0.1", server.actualPort());
  }

  private static Endpoint dead() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return new Endpoint("127.0.0.1", socket.getLocalPort());
    }
  }

  private static ServiceClient.Answer answer(Future<ServiceClient.Answer> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  @Test
  void whoeverSharesAVertxFindsEachOther() throws Exception {
    LocalDiscovery one = new LocalDiscovery(vertx);
    LocalDiscovery other = new LocalDiscovery(vertx);
    Registration registration = one.register(ServiceName.JOB, HERE).await(30, TimeUnit.SECONDS);
    assertThat(one.of(ServiceName.JOB)).containsExactly(HERE);
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> other.of(ServiceName.JOB).equals(List.of(HERE)));

    registration.close().await(30, TimeUnit.SECONDS);
    registration.close().await(30, TimeUnit.SECONDS);

    assertThat(one.of(ServiceName.JOB)).isEmpty();
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> other.of(ServiceName.JOB).isEmpty());
  }

  @Test
  void anAgentThatForgotIsToldAgain() throws Exception {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(this::beAgent)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS)
            .actualPort();
    ConsulDiscovery discovery =
        new ConsulDiscovery(
            vertx, new ConsulConfig("127.0.0.1", port, Secret.of(""), Duration.ofMillis(200), ""));
    Registration registration =
        discovery
            .register(ServiceName.JOB, HERE, new Endpoint("127.0.0.1", 4321))
            .await(30, TimeUnit.SECONDS);

    awaitPlaces(discovery, List.of(HERE));
    assertThat(registered.values().iterator().next().getJsonObject("Check").getString("HTTP"))
        .isEqualTo("http://127.0.0.1:4321/health/ready");
    registered.clear();
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> registered.size() == 1);
    awaitPlaces(discovery, List.of(HERE));
    registration.close().await(30, TimeUnit.SECONDS);
    awaitPlaces(discovery, List.of());
    discovery.close().await(30, TimeUnit.SECONDS);
  }

  private static void awaitPlaces(Endpoints endpoints, List<Endpoint> expected) {
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> endpoints.of(ServiceName.JOB).equals(expected));
  }

  /** The four calls of a Consul agent that discovery makes. */
  private void beAgent(HttpServerRequest request) {
    String path = request.path();
    if (path.equals("/v1/agent/service/register")) {
      request
          .body()
          .onSuccess(
              body -> {
                registered.put(body.toJsonObject().getString("ID"), body.toJsonObject());
                request.response().end();
              });
    } else if (path.startsWith("/v1/agent/service/deregister/")) {
      registered.remove(path.substring(path.lastIndexOf('/') + 1));
      request.response().end();
    } else if (path.equals("/v1/agent/services")) {
      JsonObject all = new JsonObject();
      registered.forEach((id, service) -> all.put(id, service(service)));
      request.response().end(all.encode());
    } else {
      JsonArray found = new JsonArray();
      String name = path.substring(path.lastIndexOf('/') + 1);
      registered.values().stream()
          .filter(service -> service.getString("Name").equals(name))
          .forEach(service -> found.add(entry(service)));
      request.response().putHeader("X-Consul-Index", "1").end(found.encode());
    }
  }

  private static JsonObject entry(JsonObject registration) {
    JsonObject node =
        new JsonObject()
            .put("Node", "n")
            .put("Address", "127.0.0.1")
            .put("TaggedAddresses", new JsonObject());
    return new JsonObject()
        .put("Node", node)
        .put("Service", service(registration))
        .put("Checks", new JsonArray());
  }

  private static JsonObject service(JsonObject registration) {
    return new JsonObject()
        .put("ID", registration.getString("ID"))
        .put("Service", registration.getString("Name"))
        .put("Address", registration.getString("Address"))
        .put("Port", registration.getInteger("Port"));
  }
}
