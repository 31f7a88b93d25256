package io.darkroom.gateway.route;

import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Operation;
import io.darkroom.kit.http.Operation.Access;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;

/** Kinds of operation that share limits and timeouts. */
public enum RouteClass {
  /** Ordinary requests. */
  API,
  /** Bodies that hold images to keep. */
  UPLOAD,
  /** Images made while the client waits. */
  RENDER,
  /** Images that anybody with a link may see. */
  LINK,
  /** Event streams. */
  EVENTS,
  /** Passwords and refresh tokens. */
  CREDENTIALS;

  /** The kind of an operation, by what the contract says of it. */
  public static RouteClass of(Operation operation) {
    boolean post = operation.method().equals(HttpMethod.POST);
    if (operation.streamsEvents()) {
      return EVENTS;
    }
    if (operation.service() == ServiceName.AUTH && post && operation.access() == Access.PUBLIC) {
      return CREDENTIALS;
    }
    String path = operation.path().toString();
    if (path.startsWith("/i/")) {
      return LINK;
    }
    if (path.endsWith("/render")) {
      return RENDER;
    }
    return post && takesImages(operation) ? UPLOAD : API;
  }

  /** Whether bodies of an operation are images and not JSON. */
  public static boolean takesImages(Operation operation) {
    return operation.mediaTypes().stream().anyMatch(type -> !type.equals(Operation.JSON));
  }

  /** The name in keys, headers and meters. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
