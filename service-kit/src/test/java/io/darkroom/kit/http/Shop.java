package io.darkroom.kit.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A small contract to test against. */
final class Shop {
  private Shop() {}

  static JsonObject document() {
    try (InputStream in = Shop.class.getResourceAsStream("shop.json")) {
      return new JsonObject(Buffer.buffer(in.readAllBytes()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static Contract contract() {
    return Contract.of(document());
  }
}
