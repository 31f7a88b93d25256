package io.darkroom.gateway.site;

import io.darkroom.gateway.edge.SecurityHeaders;
import io.darkroom.gateway.site.UiFiles.UiFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * Serves the single-page interface: files by their name, and its page for every address a browser
 * navigates to that is no file and no API.
 */
public final class UiHandler {
  private static final String PAGE = "index.html";
  private static final String ASSETS = "assets/";
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final List<String> NOT_PAGES =
      List.of("/api/", "/assets/", "/i/", "/.well-known/");
  private static final String NOT_BUILT =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Darkroom</title>
      <h1>Darkroom is running</h1>
      <p>Its interface is not part of this build. Install Node.js and build again to get it.</p>
      <p>The API is all there: <a href="/api/docs">its documentation</a>.</p></html>
      """;

  private final UiFiles files;

  /** Serves what is on the class path. */
  public UiHandler(Vertx vertx) {
    this.files = new UiFiles(vertx);
  }

  /** Adds the routes; to be called after every other route. */
  public void mount(Router router) {
    router.route().handler(this::handle);
  }

  private void handle(RoutingContext ctx) {
    String path = ctx.normalizedPath();
    String name = path.equals("/") ? PAGE : path.substring(1);
    HttpMethod method = ctx.request().method();
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    if (!reads || path.startsWith("/api/")) {
      ctx.fail(404);
      return;
    }
    find(ctx, name)
        .onSuccess(found -> found.ifPresentOrElse(f -> send(ctx, f), () -> fallBack(ctx, path)))
        .onFailure(ctx::fail);
  }

  /**
   * A file ready to be sent.
   *
   * @param name what was asked for
   * @param file the bytes to send
   * @param encoding how they are compressed, if they are
   */
  private record Found(String name, UiFile file, Optional<String> encoding) {}

  private Future<Optional<Found>> find(RoutingContext ctx, String name) {
    String accepted = Optional.ofNullable(ctx.request().getHeader("Accept-Encoding")).orElse("");
    return precompressed(name, accepted, "br", ".br")
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found)
                    : precompressed(name, accepted, "gzip", ".gz"))
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found)
                    : files.find(name).map(f -> f.map(x -> new Found(name, x, Optional.empty()))));
  }

  private Future<Optional<Found>> precompressed(
      String name, String accepted, String coding, String suffix) {
    return accepted.contains(coding) && name.startsWith(ASSETS)
        ? files.find(name + suffix).map(f -> f.map(x -> new Found(name, x, Optional.of(coding))))
        : Future.succeededFuture(Optional.empty());
  }

  private void fallBack(RoutingContext ctx, String path) {
    boolean navigation = accepts(ctx) && NOT_PAGES.stream().noneMatch(path::startsWith);
    if (!navigation) {
      ctx.fail(404);
      return;
    }
    files
        .find(PAGE)
        .onSuccess(
            page ->
                page.ifPresentOrElse(
                    file -> send(ctx, new Found(PAGE, file, Optional.empty())),
                    () -> notBuilt(ctx)))
        .onFailure(ctx::fail);
  }

  private static void send(RoutingContext ctx, Found found) {
    HttpServerResponse response = ctx.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.of(found.name()));
    response.putHeader(HttpHeaders.ETAG, found.file().etag());
    response.putHeader(
        HttpHeaders.CACHE_CONTROL, found.name().startsWith(ASSETS) ? FOREVER : "no-cache");
    response.putHeader("Content-Security-Policy", SecurityHeaders.PAGE_POLICY);
    response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    found.encoding().ifPresent(e -> response.putHeader(HttpHeaders.CONTENT_ENCODING, e));
    if (found.file().etag().equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
    } else {
      response.end(found.file().bytes());
    }
  }

  private static void notBuilt(RoutingContext ctx) {
    ctx.response()
        .setStatusCode(404)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(NOT_BUILT);
  }

  private static boolean accepts(RoutingContext ctx) {
    String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("text/html");
  }
}
