package io.darkroom.auth.api;

import io.darkroom.auth.domain.signing.JwkSet;
import io.darkroom.auth.domain.signing.SigningKey;
import io.darkroom.auth.token.SigningKeys;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Publishes the public keys, and changes them. */
public final class SigningKeyApi {
  // Shorter than the lead of a new key, so that nobody meets a token whose key is not there yet.
  private static final String CACHE = "public, max-age=60, stale-if-error=86400";

  private final SigningKeys keys;

  private record RotationRequest(Optional<Boolean> compromised) {}

  private record Rotation(String kid, Instant activeFrom) {}

  /** Takes the keys. */
  public SigningKeyApi(SigningKeys keys) {
    this.keys = keys;
  }

  /** Takes its operations. */
  public void mount(ApiRouter router) {
    router.handle("getJwks", this::get).handle("rotateSigningKeys", this::rotate);
  }

  private Future<Void> get(ApiRequest request) {
    List<SigningKey> published = keys.published();
    // Keys never change behind their id, so the ids say it all.
    String tag =
        published.stream().map(SigningKey::kid).collect(Collectors.joining("-", "\"", "\""));
    request
        .raw()
        .response()
        .putHeader(HttpHeaders.CACHE_CONTROL, CACHE)
        .putHeader(HttpHeaders.ETAG, tag);
    boolean known = request.header("If-None-Match").filter(sent -> sent.contains(tag)).isPresent();
    return known ? request.empty(304) : request.json(200, JwkSet.of(published));
  }

  private Future<Void> rotate(ApiRequest request) {
    request.caller().requireAdmin();
    boolean compromised =
        request.bytes().length() > 0
            && request.body(RotationRequest.class).compromised().orElse(false);
    return keys.rotate(compromised)
        .compose(key -> request.json(202, new Rotation(key.kid(), key.activeFrom())));
  }
}
