package io.darkroom.load.drive;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/**
 * One request and the status that counts as its success.
 *
 * @param body sent as it is; empty for none
 */
public record Call(
    HttpMethod method, String uri, Map<String, String> headers, Buffer body, int expected) {

  /** A GET with a bearer token. */
  public static Call get(String uri, String token) {
    return new Call(
        HttpMethod.GET, uri, Map.of("Authorization", "Bearer " + token), Buffer.buffer(), 200);
  }
}
