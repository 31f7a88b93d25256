package io.darkroom.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.config.HttpConfig;
import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiRouterIT {
  private static final Vertx vertx = Vertx.vertx();
  private static final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static String base;

  record Order(String name, List<Line> lines) {}

  record Line(int count) {}

  @BeforeAll
  static void start() throws Exception {
    HttpDrain drain = new HttpDrain();
    base =
        shop()
            .drain(drain)
            .build()
            .compose(r -> ApiServer.start(vertx, new HttpConfig("127.0.0.1", 0), r, drain))
            .map(server -> "http://127.0.0.1:" + server.actualPort())
            .await(30, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
    client.close();
  }

  private static ApiRouter shop() {
    return ApiRouter.create(vertx, Shop.contract(), ServiceName.JOB)
        .authenticate(ApiRouterIT::verify)
        .handle("listOrders", r -> r.json(200, List.of(r.queryParam("limit").orElse("none"))))
        .handle("createOrder", r -> r.json(201, r.body(Order.class)))
        .handle("getOrder", r -> r.json(200, List.of(r.pathParam("id"), r.caller().userId())))
        .handle("deleteOrder", r -> r.empty(204))
        .handle("latestOrder", ApiRouterIT::latest)
        .stream(
            "putFile",
            r -> r.raw().request().resume().body().compose(b -> r.json(201, List.of(b.length()))))
        .stream("getFile", r -> r.json(200, List.of(r.pathParam("recipe"), r.pathParam("name"))));
  }

  private static Future<Void> latest(ApiRequest request) {
    return switch (request.callerIfAny().map(Caller::userId).orElse("nobody")) {
      case "broken" -> throw new IllegalStateException("private detail");
      case "busy" ->
          Future.failedFuture(
              Failure.of(FailureCode.OVERLOADED)
                  .retryingAfter(Duration.ofMillis(1500))
                  .asException());
      default -> request.json(200, List.of(request.traceId()));
    };
  }

  private static Future<Caller> verify(String token) {
    return token.startsWith("good-")
        ? Future.succeededFuture(
            new Caller(token.substring(5), "user", Set.of("orders:read"), "", "", token))
        : Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED).asException());
  }

  @Test
  void aRequestThatFitsReachesItsHandler() throws Exception {
    HttpResponse<String> made = post("/api/orders", "{\"name\":\"a\",\"lines\":[{\"count\":2}]}");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).isEqualTo("{\"name\":\"a\",\"lines\":[{\"count\":2}]}");
    assertThat(get("/api/orders?limit=3&tag=a,b&tag=c&open=true").body()).isEqualTo("[\"3\"]");
    assertThat(get("/f/s/blur:2/crop%3A1%2F2/img").body())
        .isEqualTo("[\"blur:2/crop:1/2\",\"img\"]");
  }

  @Test
  void allFaultsOfTheBodyComeBackAtOnce() throws Exception {
    JsonObject problem =
        problem(400, post("/api/orders", "{\"name\":\"too long\",\"lines\":[{}],\"x\":1}"));

    assertThat(problem.getString("code")).isEqualTo("invalid-request");
    assertThat(
            problem.getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("pointer")))
        .containsExactlyInAnyOrder("/name", "/lines/0/count", "/x");
  }

  @Test
  void faultyParametersAreNamed() throws Exception {
    JsonObject problem = problem(400, get("/api/orders?limit=11&tag=long,ok&open=maybe"));

    assertThat(
            problem.getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("pointer")))
        .containsExactlyInAnyOrder("?limit", "?tag", "?open");
    problem(400, get("/api/orders?limit=1&limit=2"));
    problem(400, get("/api/orders?limit=ten"));
    problem(400, get("/api/orders/BAD", "good-u"));
  }

  @Test
  void bodiesThatAreNoJsonAreRefused() throws Exception {
    problem(400, post("/api/orders", "{\"name\":"));
    problem(400, post("/api/orders", ""));
    problem(
        415,
        send(
            HttpRequest.newBuilder(URI.create(base + "/api/orders"))
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))));
    problem(413, post("/api/orders", "\"" + "x".repeat(2 << 20) + "\""));
  }

  @Test
  void deepNestingIsRefusedAndHarmsNobody() throws Exception {
    problem(400, post("/api/orders", "[".repeat(200_000)));
    assertThat(get("/api/orders").statusCode()).isEqualTo(200);
  }

  @Test
  void unknownPathsAndMethodsAreProblems() throws Exception {
    problem(404, get("/api/nothing"));
    HttpResponse<String> wrong =
        send(HttpRequest.newBuilder(URI.create(base + "/api/orders")).DELETE());
    problem(405, wrong);
    assertThat(wrong.headers().firstValue("allow").orElse("")).contains("POST");
  }

  @Test
  void securedOperationsNeedAGoodToken() throws Exception {
    HttpResponse<String> refused = get("/api/orders/ord_1");
    problem(401, refused);
    assertThat(refused.headers().firstValue("www-authenticate")).contains("Bearer");
    problem(401, get("/api/orders/ord_1", "bad"));
    problem(401, get("/api/orders/latest", "bad"));
    assertThat(get("/api/orders/ord_1", "good-usr").body()).isEqualTo("[\"ord_1\",\"usr\"]");
    problem(
        403,
        send(
            HttpRequest.newBuilder(URI.create(base + "/api/orders/ord_1"))
                .header("authorization", "Bearer good-usr")
                .DELETE()));
  }

  @Test
  void unexpectedErrorsAreNotShown() throws Exception {
    HttpResponse<String> answer = get("/api/orders/latest", "good-broken");

    assertThat(problem(500, answer).getString("code")).isEqualTo("internal");
    assertThat(answer.body()).doesNotContain("private detail");
  }

  @Test
  void theTimeToWaitIsRoundedUp() throws Exception {
    HttpResponse<String> answer = get("/api/orders/latest", "good-busy");

    problem(503, answer);
    assertThat(answer.headers().firstValue("retry-after")).contains("2");
  }

  @Test
  void theTraceOfTheSenderIsContinued() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(base + "/api/nothing"))
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

    assertThat(problem(404, answer).getString("traceId"))
        .isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void streamedBodiesAreLeftToTheHandler() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(base + "/api/files"))
                .header("content-type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[3_000_000])));

    assertThat(answer.body()).isEqualTo("[3000000]");
  }

  @Test
  void headersBeyondTheLimitAreAProblem() throws Exception {
    problem(
        431,
        send(
            HttpRequest.newBuilder(URI.create(base + "/api/orders"))
                .header("x-long", "x".repeat(20_000))));
    problem(414, get("/api/orders?limit=" + "1".repeat(9_000)));
  }

  @Test
  void everyOperationNeedsExactlyOneHandler() {
    ApiRouter router =
        ApiRouter.create(vertx, Shop.contract(), ServiceName.JOB)
            .handle("putFile", r -> r.empty(204))
            .handle("nothingLikeIt", r -> r.empty(204));

    Future<Router> built = router.build();

    assertThat(built.cause())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("listOrders has no handler")
        .hasMessageContaining("putFile takes [image/*] and must be streamed")
        .hasMessageContaining("getOrder needs a token verifier")
        .hasMessageContaining("nothingLikeIt is not in the contract");
    assertThatThrownBy(() -> router.stream("putFile", r -> r.empty(204)))
        .hasMessageContaining("already");
  }

  private static JsonObject problem(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains(ProblemDocument.MEDIA_TYPE);
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("traceId")).matches("[0-9a-f]{32}");
    return problem;
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(base + path)));
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(base + path)).header("authorization", "Bearer " + token));
  }

  private static HttpResponse<String> post(String path, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }
}
