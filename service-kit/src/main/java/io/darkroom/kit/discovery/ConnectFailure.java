package io.darkroom.kit.discovery;

import java.net.ConnectException;
import java.net.UnknownHostException;

/**
 * Tells failures to connect from others: no byte of the request was sent, so it may be repeated.
 */
public final class ConnectFailure {
  private ConnectFailure() {}

  /** Whether no byte of the request can have reached a service. */
  public static boolean is(Throwable error) {
    return error instanceof ConnectException
        || error instanceof UnknownHostException
        || (error instanceof IllegalStateException
            && error.getMessage() != null
            && error.getMessage().startsWith("No results"));
  }
}
