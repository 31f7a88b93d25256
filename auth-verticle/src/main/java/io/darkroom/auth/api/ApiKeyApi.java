package io.darkroom.auth.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.darkroom.auth.domain.access.Scope;
import io.darkroom.auth.domain.account.DisplayName;
import io.darkroom.auth.domain.apikey.ApiKey;
import io.darkroom.auth.service.ApiKeys;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Making, listing and revoking API keys. */
public final class ApiKeyApi {
  private static final String GROUP = ":*";

  private final ApiKeys keys;
  private final InstantSource clock;

  private record ApiKeyRequest(String name, List<String> scopes, Optional<String> expiresAt) {}

  private record ApiKeyView(
      String id,
      String name,
      String prefix,
      List<String> scopes,
      Instant createdAt,
      Optional<Instant> expiresAt,
      Optional<Instant> lastUsedAt) {}

  private record NewApiKey(@JsonUnwrapped ApiKeyView about, String key) {}

  private record ApiKeyList(List<ApiKeyView> keys) {}

  /** Joins the parts. */
  public ApiKeyApi(ApiKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Takes its operations. */
  public void mount(ApiRouter router) {
    router
        .handle("createApiKey", this::create)
        .handle("listApiKeys", this::list)
        .handle("revokeApiKey", this::revoke);
  }

  private Future<Void> create(ApiRequest request) {
    ApiKeyRequest body = request.body(ApiKeyRequest.class);
    String name = DisplayName.parse(body.name(), "/name");
    Set<Scope> scopes = scopes(body.scopes(), request.caller());
    Optional<Instant> expiresAt = body.expiresAt().map(this::expiry);
    return keys.create(request.caller().userId(), name, scopes, expiresAt)
        .compose(made -> answer(request, made));
  }

  private Future<Void> list(ApiRequest request) {
    return keys.list(request.caller().userId())
        .map(all -> all.stream().map(ApiKeyApi::view).toList())
        .compose(views -> request.json(200, new ApiKeyList(views)));
  }

  private Future<Void> revoke(ApiRequest request) {
    return keys.revoke(request.caller().userId(), request.pathParam("id"))
        .compose(revoked -> request.empty(204));
  }

  private static Future<Void> answer(ApiRequest request, ApiKeys.Made made) {
    request.raw().response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return request.json(201, new NewApiKey(view(made.key()), made.secret().reveal()));
  }

  // A key must not be a way to get more than its maker has.
  private static Set<Scope> scopes(List<String> wanted, Caller caller) {
    Set<Scope> scopes =
        wanted.stream().flatMap(ApiKeyApi::expand).collect(Collectors.toUnmodifiableSet());
    scopes.forEach(scope -> caller.requireScope(scope.wire()));
    return scopes;
  }

  private static Stream<Scope> expand(String wire) {
    if (!wire.endsWith(GROUP)) {
      return Scope.fromWire(wire).stream();
    }
    String group = wire.substring(0, wire.length() - 1);
    return Arrays.stream(Scope.values()).filter(scope -> scope.wire().startsWith(group));
  }

  private Instant expiry(String text) {
    try {
      Instant at = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      // What lies further away than this is a mistake, and the database has an end of time too.
      if (at.isAfter(clock.instant())
          && at.isBefore(clock.instant().plus(36_500, ChronoUnit.DAYS))) {
        return at;
      }
      throw invalid("must be in the future");
    } catch (DateTimeException notTime) {
      throw invalid("must be an instant such as 2030-01-01T00:00:00Z");
    }
  }

  private static RuntimeException invalid(String detail) {
    return Failure.of(
            FailureCode.INVALID_REQUEST,
            "The expiry is not valid",
            List.of(new Violation("/expiresAt", detail)))
        .asException();
  }

  private static ApiKeyView view(ApiKey key) {
    return new ApiKeyView(
        key.id(),
        key.name(),
        key.prefix(),
        key.scopes().stream().sorted().map(Scope::wire).toList(),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt());
  }
}
