package io.darkroom.gateway.site;

import io.darkroom.codecs.digest.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The built interface, read from the class path once and then kept: a few small files that are
 * asked for all the time. Names that are not there are not kept.
 */
final class UiFiles {
  private static final String FOLDER = "/io/darkroom/ui/";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
  private static final int LONGEST_NAME = 200;

  private final Vertx vertx;
  private final Map<String, UiFile> kept = new ConcurrentHashMap<>();

  /**
   * A file of the interface.
   *
   * @param bytes its content
   * @param etag a tag that changes with the content
   */
  record UiFile(Buffer bytes, String etag) {}

  UiFiles(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Finds a file by its path below the root; empty for what is not there or no plain name. */
  Future<Optional<UiFile>> find(String name) {
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      return Future.succeededFuture(Optional.empty());
    }
    UiFile known = kept.get(name);
    return known != null
        ? Future.succeededFuture(Optional.of(known))
        : vertx.executeBlocking(() -> read(name), false);
  }

  private Optional<UiFile> read(String name) throws IOException {
    try (InputStream in = UiFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] bytes = in.readAllBytes();
      UiFile file = new UiFile(Buffer.buffer(bytes), etag(bytes));
      kept.put(name, file);
      return Optional.of(file);
    }
  }

  private static String etag(byte[] bytes) {
    return "\"" + Sha256.hex(bytes).substring(0, 32) + "\"";
  }
}
