package io.darkroom.kit.postgres;

/** A schema cannot be brought to the version the code expects; the service must not start. */
public final class MigrationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong; {@code cause} may be null. */
  public MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
