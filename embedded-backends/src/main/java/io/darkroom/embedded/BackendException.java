package io.darkroom.embedded;

/**
 * A backend could not be started, reached or stopped; the message is one line a user can act on.
 */
public final class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with its reason. */
  public BackendException(String message) {
    super(message);
  }

  /** A failure with its reason and what caused it. */
  public BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
