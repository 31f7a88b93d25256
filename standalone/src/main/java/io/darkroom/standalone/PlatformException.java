package io.darkroom.standalone;

/** The platform cannot start; the message is one line a user can act on. */
public final class PlatformException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with its reason. */
  public PlatformException(String message) {
    super(message);
  }

  /** A failure with its reason and what caused it. */
  public PlatformException(String message, Throwable cause) {
    super(message, cause);
  }
}
