package io.darkroom.testing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Issues access tokens and publishes the key over HTTP, as the auth service does. */
public final class TokenAuthority implements AutoCloseable {
  private final Issuer issuer = new Issuer("k1");
  private final HttpServer server;

  /** Starts to publish the key. */
  public TokenAuthority(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .response()
                        .putHeader("Content-Type", "application/json")
                        .end(Issuer.jwks(issuer).encode()));
    Eventually.get(server.listen(0, "127.0.0.1"));
  }

  /** Where the key is published, on 127.0.0.1. */
  public int port() {
    return server.actualPort();
  }

  /** A user's token that allows everything but administration. */
  public String token(String user) {
    return token(user, "*");
  }

  /** A user's token with these scopes, separated by spaces. */
  public String token(String user, String scopes) {
    return token(user, scopes, Instant.now().plusSeconds(900));
  }

  /** As the other method, valid until the given time. */
  public String token(String user, String scopes, Instant expires) {
    JsonObject claims =
        Issuer.claims(Instant.now().minusSeconds(1_000))
            .put("sub", user)
            .put("role", "user")
            .put("scope", scopes)
            .put("exp", expires.getEpochSecond());
    return issuer.token(claims);
  }

  @Override
  public void close() {
    Eventually.get(server.close());
  }
}
