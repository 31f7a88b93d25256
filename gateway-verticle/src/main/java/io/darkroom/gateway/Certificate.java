package io.darkroom.gateway;

import io.darkroom.gateway.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up a certificate that was renewed on disk, for new connections, once its files have stood
 * still from one look to the next. To be used from one event loop.
 */
final class Certificate {
  private static final Logger log = LoggerFactory.getLogger(Certificate.class);

  private final Vertx vertx;
  private final TlsConfig config;
  private final HttpServer server;
  private List<FileTime> inForce = List.of();
  private List<FileTime> seen = List.of();
  private long timer;

  private Certificate(Vertx vertx, TlsConfig config, HttpServer server) {
    this.vertx = vertx;
    this.config = config;
    this.server = server;
  }

  /** The files a server starts with. */
  static PemKeyCertOptions files(TlsConfig config) {
    return new PemKeyCertOptions()
        .setCertPath(config.certificate().orElseThrow().toString())
        .setKeyPath(config.key().orElseThrow().toString());
  }

  /** Looks after the certificate of a server that was just started; returns what ends that. */
  static Runnable watch(Vertx vertx, TlsConfig config, HttpServer server) {
    if (!config.enabled()) {
      return () -> {};
    }
    Certificate certificate = new Certificate(vertx, config, server);
    certificate.later();
    return () -> vertx.cancelTimer(certificate.timer);
  }

  private void later() {
    timer = vertx.setTimer(config.reload().toMillis(), id -> look().onComplete(done -> later()));
  }

  private Future<Void> look() {
    return vertx
        .executeBlocking(this::times)
        .compose(this::consider)
        .onFailure(
            error ->
                log.atWarn()
                    .addKeyValue("cause", String.valueOf(error.getMessage()))
                    .log("the certificate cannot be renewed, the old one stays"));
  }

  /** Files that were changed since the last look may still be written to. */
  private Future<Void> consider(List<FileTime> found) {
    boolean still = found.equals(seen);
    seen = found;
    return still && !found.equals(inForce) ? take(found) : Future.succeededFuture();
  }

  private Future<Void> take(List<FileTime> found) {
    ServerSSLOptions options = new ServerSSLOptions().setKeyCertOptions(files(config));
    options.setUseAlpn(true).setApplicationLayerProtocols(List.of("h2", "http/1.1"));
    return server
        .updateSSLOptions(options, true)
        .map(
            taken -> {
              inForce = found;
              log.info("certificate loaded");
              return null;
            });
  }

  private List<FileTime> times() throws IOException {
    return List.of(time(config.certificate().orElseThrow()), time(config.key().orElseThrow()));
  }

  private static FileTime time(Path file) throws IOException {
    return Files.getLastModifiedTime(file);
  }
}
