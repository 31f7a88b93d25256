package io.darkroom.codecs.failure;

import java.util.Objects;

/**
 * One thing wrong with a request.
 *
 * @param pointer where: an RFC 6901 JSON pointer into the body, or {@code ?name} for a parameter
 * @param detail what, in words for the sender
 */
public record Violation(String pointer, String detail) {
  public Violation {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(detail, "detail");
  }
}
