package io.darkroom.auth.api;

import io.darkroom.auth.service.ApiKeys;
import io.darkroom.auth.token.AccessToken;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** What other services ask; not reachable through the gateway. */
public final class InternalApi {
  private final ApiKeys keys;

  private record Exchange(String apiKey) {}

  private record ExchangedToken(String accessToken, long expiresIn, String tokenType) {}

  private record EndedGrants(List<String> grants, List<String> disabled) {}

  /** Takes the keys to exchange. */
  public InternalApi(ApiKeys keys) {
    this.keys = keys;
  }

  /** Takes its operations. */
  public void mount(ApiRouter router) {
    router.handle("exchangeApiKey", this::exchange).handle("listEndedGrants", this::ended);
  }

  private Future<Void> exchange(ApiRequest request) {
    return keys.exchange(request.body(Exchange.class).apiKey())
        .compose(token -> answer(request, token));
  }

  private Future<Void> ended(ApiRequest request) {
    return keys.ended()
        .compose(
            ids ->
                keys.disabledOwners()
                    .compose(owners -> request.json(200, new EndedGrants(ids, owners))));
  }

  private static Future<Void> answer(ApiRequest request, AccessToken token) {
    request.raw().response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return request.json(
        200, new ExchangedToken(token.value(), token.lifetime().toSeconds(), "Bearer"));
  }
}
