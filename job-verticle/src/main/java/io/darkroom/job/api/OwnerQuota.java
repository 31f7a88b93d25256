package io.darkroom.job.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.job.store.Quota;
import io.darkroom.kit.http.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds an owner's quota: what the access token says, and the defaults of this installation for
 * what it leaves open. The token has been verified before a caller exists.
 */
public final class OwnerQuota {
  private final Quota defaults;

  /** With these defaults. */
  public OwnerQuota(Quota defaults) {
    this.defaults = defaults;
  }

  Quota of(Caller caller) {
    JsonNode claim = claims(caller.bearer()).path("quota");
    return claim.isObject()
        ? new Quota(
            limit(claim, "images").or(defaults::images),
            limit(claim, "bytes").or(defaults::bytes),
            limit(claim, "megapixelsPerDay").or(defaults::megapixelsPerDay))
        : defaults;
  }

  private static Optional<Long> limit(JsonNode claim, String name) {
    return Optional.of(claim.path(name)).filter(JsonNode::canConvertToLong).map(JsonNode::asLong);
  }

  private static JsonNode claims(String token) {
    try {
      return JsonMapping.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]));
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
