package io.darkroom.job.webhook;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where a webhook goes. The name is looked up once for each delivery, every address it has is
 * checked, and the connection is made to the very address that was checked, so a name that changes
 * its mind in between gains nothing.
 */
public final class WebhookTarget {
  private final Vertx vertx;
  private final boolean allowPrivate;

  /** Targets by these rules. */
  public WebhookTarget(Vertx vertx, WebhookConfig config) {
    this.vertx = vertx;
    this.allowPrivate = config.allowPrivate();
  }

  /**
   * A checked place.
   *
   * @param uri as the owner gave it
   * @param address where to connect
   * @param port where to connect
   */
  record Place(URI uri, InetAddress address, int port) {
    boolean secure() {
      return uri.getScheme().equalsIgnoreCase("https");
    }

    String path() {
      String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
  }

  /**
   * Checks the form of an address and, where it names one, its IP address.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code unprocessable}
   */
  public void requireAcceptable(String text) {
    URI uri = parse(text);
    String host = uri.getHost();
    boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
    if (literal) {
      try {
        requirePublic(InetAddress.getByName(host));
      } catch (UnknownHostException notOne) {
        throw refused("names no host");
      }
    }
  }

  /** Looks the host up and checks its addresses; fails with {@code unprocessable}. */
  Future<Place> resolve(String text) {
    URI uri = parse(text);
    return vertx.executeBlocking(() -> resolve(uri), false);
  }

  private Place resolve(URI uri) {
    try {
      InetAddress[] all = InetAddress.getAllByName(uri.getHost());
      for (InetAddress address : all) {
        requirePublic(address);
      }
      int standard = uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
      return new Place(uri, all[0], uri.getPort() < 0 ? standard : uri.getPort());
    } catch (UnknownHostException unknown) {
      throw refused("names a host that cannot be found");
    }
  }

  private void requirePublic(InetAddress address) {
    if (!allowPrivate && !PublicAddress.isPublic(address)) {
      throw refused("leads into a private network");
    }
  }

  private static URI parse(String text) {
    try {
      URI uri = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() == 0) {
        throw refused("must be an http or https address without credentials");
      }
      return uri;
    } catch (URISyntaxException invalid) {
      throw refused("is no address");
    }
  }

  private static RuntimeException refused(String why) {
    return Failure.of(
            FailureCode.UNPROCESSABLE,
            "The webhook " + why,
            List.of(new Violation("/webhook", why)))
        .asException();
  }
}
