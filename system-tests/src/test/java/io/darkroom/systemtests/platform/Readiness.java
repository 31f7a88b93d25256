package io.darkroom.systemtests.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Asks a service's management port whether it is ready. */
final class Readiness {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Readiness() {}

  static void await(int managementPort, ChildJvm process) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(150))
          .until(() -> isReady(http, request, process));
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException("never became ready:\n" + process.output(), e);
    }
  }

  private static boolean isReady(HttpClient http, HttpRequest request, ChildJvm process)
      throws InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the process has ended:\n" + process.output());
    }
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 300;
    } catch (IOException ignored) {
      return false;
    }
  }
}
