package io.darkroom.auth.api;

import io.darkroom.kit.http.Contract;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The public contract with the operations that only other services call. Those are in a document of
 * their own, so that they are checked like any other and published nowhere.
 */
public final class AuthContract {
  private AuthContract() {}

  /** Reads and merges both. */
  public static Contract load() {
    JsonObject whole = Contract.load().json();
    JsonObject internal = read();
    whole.getJsonObject("paths").mergeIn(internal.getJsonObject("paths"));
    whole
        .getJsonObject("components")
        .getJsonObject("schemas")
        .mergeIn(internal.getJsonObject("components").getJsonObject("schemas"));
    return Contract.of(whole);
  }

  private static JsonObject read() {
    try (InputStream in =
        AuthContract.class.getResourceAsStream("/io/darkroom/auth/internal.json")) {
      return new JsonObject(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
