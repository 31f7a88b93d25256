package io.darkroom.codecs.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** How far an attempt has come. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Started.class, name = "started"),
  @JsonSubTypes.Type(value = Outcome.Succeeded.class, name = "succeeded"),
  @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Outcome.Returned.class, name = "returned"),
})
public sealed interface Outcome {

  /**
   * The attempt has a worker; sent again while it runs, as a sign of life.
   *
   * @param at when
   */
  record Started(Instant at) implements Outcome {}

  /**
   * The result is in the blob store.
   *
   * @param image what was made
   * @param timings where the time went
   * @param cached whether an earlier result was used again
   */
  record Succeeded(ResultImage image, Timings timings, boolean cached) implements Outcome {}

  /**
   * The attempt ended without a result.
   *
   * @param code wire name of a failure code
   * @param detail what happened, fit for the owner to read
   * @param retryable whether another attempt may succeed
   */
  record Failed(String code, String detail, boolean retryable) implements Outcome {}

  /**
   * The attempt was given back undone, for another to be made of it.
   *
   * @param vanished whether the instance that had it went away without a word, which may be the
   *     work's own doing; false when an instance stops in good order
   */
  record Returned(boolean vanished) implements Outcome {}
}
