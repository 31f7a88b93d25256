package io.darkroom.processing.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.Registration;
import io.darkroom.kit.discovery.Registry;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.processing.ProcessingConfig;
import io.darkroom.processing.ProcessingVerticle;
import io.darkroom.testing.Eventually;
import io.darkroom.testing.TokenAuthority;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A deployed processing service. */
public final class Instance implements AutoCloseable {
  public final MeterRegistry meters = new SimpleMeterRegistry();
  public final WebClient http;
  private final Vertx vertx;
  private final String deployment;
  private final Ports ports = new Ports();
  private boolean closed;

  private static final class Ports implements Registry {
    private volatile Endpoint http;
    private volatile Endpoint management;

    @Override
    public Future<Registration> register(ServiceName service, Endpoint at) {
      throw new AssertionError("the management port is missing");
    }

    @Override
    public Future<Registration> register(ServiceName service, Endpoint at, Endpoint manage) {
      http = at;
      management = manage;
      return Future.succeededFuture(Future::succeededFuture);
    }
  }

  Instance(
      Vertx vertx,
      Map<String, String> settings,
      TokenAuthority authority,
      ImageDirectory directory,
      Ids ids) {
    this.vertx = vertx;
    Map<ServiceName, List<Endpoint>> places =
        Map.of(
            ServiceName.AUTH, List.of(new Endpoint("127.0.0.1", authority.port())),
            ServiceName.JOB, List.of(new Endpoint("127.0.0.1", directory.port())));
    ServiceContext context =
        new ServiceContext(
            ServiceName.PROCESSING,
            ids.next(IdKind.INSTANCE),
            places::get,
            ports,
            meters,
            ids,
            InstantSource.system());
    ProcessingConfig config = ProcessingConfig.from(Settings.of(settings));
    deployment = Eventually.get(vertx.deployVerticle(new ProcessingVerticle(config, context)));
    http =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(ports.http.port())
                .setConnectTimeout(5_000),
            new PoolOptions().setHttp1MaxSize(64));
    await().atMost(Eventually.LIMIT).untilAsserted(() -> assertThat(ready()).isEqualTo(200));
  }

  /** The status of the readiness probe. */
  public int ready() {
    return health().statusCode();
  }

  public JsonObject report() {
    return health().bodyAsJsonObject();
  }

  private HttpResponse<?> health() {
    return Eventually.get(http.get(ports.management.port(), "127.0.0.1", "/health/ready").send());
  }

  /** How many results were encoded by this instance's engine. */
  public long encoded() {
    Timer timer = meters.find("darkroom.processing.phase").tag("phase", "encode").timer();
    return timer == null ? 0 : timer.count();
  }

  public double gauge(String name) {
    return meters.get("darkroom.processing." + name).gauge().value();
  }

  /** Undeploys it, draining. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      http.close();
      Eventually.get(vertx.undeploy(deployment));
    }
  }
}
