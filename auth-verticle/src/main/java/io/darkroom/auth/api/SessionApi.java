package io.darkroom.auth.api;

import io.darkroom.auth.domain.session.Session;
import io.darkroom.auth.service.Logins;
import io.darkroom.auth.service.Refreshes;
import io.darkroom.auth.service.Sessions;
import io.darkroom.auth.service.SignedIn;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signing in, staying signed in, signing out. */
public final class SessionApi {
  private final Logins logins;
  private final Refreshes refreshes;
  private final Sessions sessions;
  private final Clients clients;

  private record Credentials(String email, String password) {}

  private record RefreshRequest(String refreshToken) {}

  private record LogoutRequest(Optional<String> refreshToken) {}

  private record Tokens(
      String accessToken, String refreshToken, long expiresIn, String tokenType, UserView user) {}

  private record SessionView(
      String id,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt,
      String address,
      Optional<String> userAgent,
      boolean current) {}

  private record SessionList(List<SessionView> sessions) {}

  /** Joins the parts. */
  public SessionApi(Logins logins, Refreshes refreshes, Sessions sessions, Clients clients) {
    this.logins = logins;
    this.refreshes = refreshes;
    this.sessions = sessions;
    this.clients = clients;
  }

  /** Takes its operations. */
  public void mount(ApiRouter router) {
    router
        .handle("login", this::login)
        .handle("refreshTokens", this::refresh)
        .handle("logout", this::logout)
        .handle("listSessions", this::list)
        .handle("revokeSession", this::revoke);
  }

  private Future<Void> login(ApiRequest request) {
    Credentials body = request.body(Credentials.class);
    return logins
        .login(body.email(), body.password(), clients.of(request))
        .compose(signedIn -> answer(request, signedIn));
  }

  private Future<Void> refresh(ApiRequest request) {
    return refreshes
        .refresh(request.body(RefreshRequest.class).refreshToken(), clients.of(request))
        .compose(signedIn -> answer(request, signedIn));
  }

  private Future<Void> logout(ApiRequest request) {
    Optional<String> token =
        request.bytes().length() == 0
            ? Optional.empty()
            : request.body(LogoutRequest.class).refreshToken();
    return token
        .map(sessions::revokeByToken)
        .orElseGet(() -> logoutCaller(request.caller()))
        .compose(ended -> request.empty(204));
  }

  private Future<Void> logoutCaller(Caller caller) {
    return Ids.isValid(IdKind.SESSION, caller.sessionId())
        ? sessions.revoke(caller.userId(), caller.sessionId())
        : Future.failedFuture(
            Failure.of(FailureCode.FORBIDDEN, "An API key has no session; revoke the key instead")
                .asException());
  }

  private Future<Void> list(ApiRequest request) {
    Caller caller = request.caller();
    return sessions
        .list(caller.userId())
        .map(all -> all.stream().map(session -> view(session, caller)).toList())
        .compose(views -> request.json(200, new SessionList(views)));
  }

  private Future<Void> revoke(ApiRequest request) {
    return sessions
        .revoke(request.caller().userId(), request.pathParam("id"))
        .compose(revoked -> request.empty(204));
  }

  private static Future<Void> answer(ApiRequest request, SignedIn signedIn) {
    request.raw().response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return request.json(
        200,
        new Tokens(
            signedIn.accessToken().value(),
            signedIn.refreshToken().reveal(),
            signedIn.accessToken().lifetime().toSeconds(),
            "Bearer",
            UserView.of(signedIn.account())));
  }

  private static SessionView view(Session session, Caller caller) {
    return new SessionView(
        session.id(),
        session.createdAt(),
        session.lastUsedAt(),
        session.expiresAt(),
        session.client().address(),
        session.client().userAgent(),
        session.id().equals(caller.sessionId()));
  }
}
