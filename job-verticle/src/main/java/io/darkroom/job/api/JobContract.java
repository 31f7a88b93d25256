package io.darkroom.job.api;

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
public final class JobContract {
  private JobContract() {}

  /** Reads and merges both. */
  public static Contract load() {
    JsonObject whole = Contract.load().json();
    try (InputStream in = JobContract.class.getResourceAsStream("/io/darkroom/job/internal.json")) {
      JsonObject internal = new JsonObject(Buffer.buffer(in.readAllBytes()));
      whole.getJsonObject("paths").mergeIn(internal.getJsonObject("paths"));
      return Contract.of(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
