package io.darkroom.gateway;

import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.Registration;
import io.darkroom.kit.discovery.Registry;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.testing.Issuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;

/** A gateway with a real server at every end. */
final class GatewayFixture {
  static final String JOB = "job_01h00000000000000000000000";
  static final String GOOD_KEY = "drk_good";

  final Vertx vertx = Vertx.vertx();
  final Issuer issuer = new Issuer("k1");
  final FakeService auth;
  final FakeService job;
  final FakeService processing;
  final Map<ServiceName, List<Endpoint>> places = new ConcurrentHashMap<>();
  final JsonArray ended = new JsonArray();
  private final Optional<TestCertificate> certificate;
  private final HttpClient client;
  private final String deployment;
  private volatile Endpoint http;
  private volatile Endpoint management;

  /** Starts everything; settings are given without the prefix {@code gateway.} unless dotted so. */
  GatewayFixture(Map<String, String> settings) throws Exception {
    this(Optional.empty(), settings, true);
  }

  /** One whose auth service answers nothing yet, and which is not ready therefore. */
  static GatewayFixture withoutAuth() throws Exception {
    return new GatewayFixture(Optional.empty(), Map.of(), false);
  }

  /** As the other, with TLS and HTTP/2 by this certificate. */
  GatewayFixture(TestCertificate certificate, Map<String, String> settings) throws Exception {
    this(Optional.of(certificate), settings, true);
  }

  private GatewayFixture(
      Optional<TestCertificate> tls, Map<String, String> settings, boolean withAuth)
      throws Exception {
    certificate = tls;
    client = client(tls);
    auth = new FakeService(vertx, withAuth ? this::beAuth : GatewayFixture::beAway);
    job = new FakeService(vertx, FakeService::echo);
    processing = new FakeService(vertx, FakeService::echo);
    place(ServiceName.AUTH, auth);
    place(ServiceName.JOB, job);
    place(ServiceName.PROCESSING, processing);
    Map<String, String> all =
        new HashMap<>(Map.of("redis.port", "1", "gateway.timeouts.connect", "20s"));
    tls.ifPresent(secret -> all.putAll(secret.settings()));
    all.putAll(settings);
    ServiceContext context =
        new ServiceContext(
            ServiceName.GATEWAY,
            "ins_test",
            service -> places.getOrDefault(service, List.of()),
            new Remembering(this),
            new SimpleMeterRegistry(),
            new Ids(),
            InstantSource.system());
    Settings bound = Settings.of(all);
    GatewayConfig config = GatewayConfig.from(bound);
    bound.requireNoUnknown();
    deployment =
        vertx.deployVerticle(new GatewayVerticle(config, context)).await(60, TimeUnit.SECONDS);
    if (withAuth) {
      awaitReady();
    }
  }

  void awaitReady() {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> manage("/health/ready").statusCode() == 200);
  }

  /** Takes the auth service away. */
  void takeAuth() {
    auth.behave(GatewayFixture::beAway);
  }

  /** Brings the auth service back. */
  void bringAuth() {
    auth.behave(this::beAuth);
  }

  private static void beAway(HttpServerRequest request) {
    request.connection().close();
  }

  private static HttpClient client(Optional<TestCertificate> tls) throws Exception {
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (tls.isPresent()) {
      builder.sslContext(tls.get().context());
    }
    return builder.build();
  }

  private record Remembering(GatewayFixture fixture) implements Registry {
    @Override
    public Future<Registration> register(ServiceName s, Endpoint http) {
      fixture.http = http;
      return Future.succeededFuture(Future::succeededFuture);
    }

    @Override
    public Future<Registration> register(ServiceName service, Endpoint http, Endpoint management) {
      fixture.management = management;
      return register(service, http);
    }
  }

  private void beAuth(HttpServerRequest request) {
    switch (request.path()) {
      case "/.well-known/jwks.json" -> request.response().end(Issuer.jwks(issuer).encode());
      case "/internal/auth/ended-grants" ->
          request.response().end(new JsonObject().put("grants", ended.copy()).encode());
      case "/internal/auth/exchange" ->
          request.body().onSuccess(body -> exchange(request, body.toJsonObject()));
      default -> FakeService.echo(request);
    }
  }

  private void exchange(HttpServerRequest request, JsonObject body) {
    if (body.getString("apiKey").equals(GOOD_KEY)) {
      JsonObject claims = claims().put("sub", "usr_key").put("sid", "key_1");
      request
          .response()
          .end(
              new JsonObject()
                  .put("accessToken", issuer.token(claims))
                  .put("expiresIn", 600)
                  .put("tokenType", "Bearer")
                  .encode());
    } else {
      request.response().setStatusCode(401).end("{}");
    }
  }

  void place(ServiceName service, FakeService... instances) {
    places.put(
        service, Arrays.stream(instances).map(i -> new Endpoint("127.0.0.1", i.port())).toList());
  }

  int port() {
    return http.port();
  }

  /** A connection without any HTTP on it yet; over TLS it names these protocols, if any. */
  Socket connect(String... protocols) throws IOException, GeneralSecurityException {
    if (certificate.isEmpty()) {
      return new Socket("127.0.0.1", port());
    }
    SSLSocket socket =
        (SSLSocket)
            certificate.get().context().getSocketFactory().createSocket("127.0.0.1", port());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    return socket;
  }

  static JsonObject claims() {
    return Issuer.claims(Instant.now())
        .put(
            "scope",
            "images:read images:write jobs:read jobs:write render account recipes:read"
                + " recipes:write admin");
  }

  String token() {
    return issuer.token(claims());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create(
                (certificate.isPresent() ? "https" : "http") + "://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  HttpRequest.Builder signedIn(String path) {
    return request(path).header("authorization", "Bearer " + token());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  /** A client that insists on HTTP/2 over TLS and goes to this gateway. */
  HttpClientAgent http2() {
    String trusted = certificate.orElseThrow().certificate().toString();
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setSsl(true)
            .setUseAlpn(true)
            .setTrustOptions(new PemTrustOptions().addCertPath(trusted))
            .setHttp2ConnectionWindowSize(16 << 20)
            .setDefaultHost("127.0.0.1")
            .setDefaultPort(port()));
  }

  HttpResponse<String> manage(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management.port() + path))
            .timeout(Duration.ofSeconds(30))
            .build(),
        BodyHandlers.ofString());
  }

  void undeploy() throws Exception {
    vertx.undeploy(deployment).await(60, TimeUnit.SECONDS);
  }

  void close() throws Exception {
    vertx.close().await(60, TimeUnit.SECONDS);
    client.shutdownNow();
    client.close();
  }
}
