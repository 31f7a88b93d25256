package io.darkroom.load.cli;

import io.darkroom.load.client.PlatformClient;
import io.darkroom.load.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;

/** What every benchmark takes. */
final class RunOptions {
  private static final Duration LONGEST = Duration.ofMinutes(14);

  @Option(
      names = "--url",
      defaultValue = "http://127.0.0.1:8080",
      description = "the platform; must be on this machine (default ${DEFAULT-VALUE})")
  private URI url;

  @Option(names = "--auth-url", description = "the auth service, when --url is not the gateway")
  private URI authUrl;

  @Option(
      names = "--results",
      defaultValue = "benchmarks/load/results",
      description = "folder of the JSON results (default ${DEFAULT-VALUE})")
  private Path results;

  URI url() {
    return requireLoopback(url);
  }

  /** Load is for one's own machine: an address elsewhere is refused. */
  static URI requireLoopback(URI address) {
    try {
      if (address.getPort() > 0 && InetAddress.getByName(address.getHost()).isLoopbackAddress()) {
        return address;
      }
    } catch (IOException unknownHost) {
      throw new IllegalArgumentException(address + " is unknown", unknownHost);
    }
    throw new IllegalArgumentException(address + " is not http://<loopback>:<port>");
  }

  /** One event loop, so that the generator never takes more than one core. */
  static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setInternalBlockingPoolSize(1)
            .setWorkerPoolSize(1));
  }

  PlatformClient platform(HttpClientAgent http) {
    return new PlatformClient(http, url(), authUrl == null ? url() : requireLoopback(authUrl));
  }

  static HttpClientAgent client(Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true).setIdleTimeout(0),
        new PoolOptions().setHttp1MaxSize(64));
  }

  /** Waits from the main thread; nothing here may run longer than a token lasts. */
  static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(LONGEST.toSeconds(), TimeUnit.SECONDS);
  }

  int finish(Report report) throws IOException {
    System.out.println();
    System.out.print(report.table());
    System.out.println("written to " + report.write(results));
    return report.met() ? 0 : 2;
  }
}
