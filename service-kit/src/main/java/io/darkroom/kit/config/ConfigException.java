package io.darkroom.kit.config;

/** The configuration is wrong; the message names the key and is fit to be shown as it is. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault described in one line. */
  public ConfigException(String message) {
    super(message);
  }

  /** A fault described in one line, with its cause. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
