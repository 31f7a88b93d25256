package io.darkroom.kit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MetersIT {
  @Test
  void poolsOfEveryKindAreMetered() throws Exception {
    var meters = Meters.create();
    Vertx vertx = Meters.vertx(meters).build();
    try {
      int port =
          vertx
              .createHttpServer()
              .requestHandler(request -> request.response().end("x"))
              .listen(0, "127.0.0.1")
              .await(30, TimeUnit.SECONDS)
              .actualPort();
      vertx
          .createHttpClient()
          .request(HttpMethod.GET, port, "127.0.0.1", "/")
          .compose(request -> request.send().compose(HttpClientResponse::end))
          .await(30, TimeUnit.SECONDS);

      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(meters.scrape().lines())
                      .anyMatch(line -> isQueueTime(line) && line.contains("pool_type=\"worker\""))
                      .anyMatch(line -> isQueueTime(line) && line.contains("pool_type=\"http\"")));
    } finally {
      vertx.close().await(30, TimeUnit.SECONDS);
      meters.close();
    }
  }

  private static boolean isQueueTime(String line) {
    return line.startsWith("vertx_pool_queue_time_seconds_count");
  }
}
