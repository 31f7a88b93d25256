package io.darkroom.codecs.message;

/** Bytes from the broker that are no message. Never retried: they go to the dead letters. */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why the bytes were refused; {@code cause} may be null. */
  public MalformedMessageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
