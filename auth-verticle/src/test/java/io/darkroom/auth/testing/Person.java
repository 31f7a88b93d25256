package io.darkroom.auth.testing;

import io.vertx.core.json.JsonObject;

/** Somebody who has signed in. */
public record Person(
    String id, String email, String password, String accessToken, String refreshToken) {
  static Person of(String email, String password, JsonObject tokens) {
    return new Person(
        tokens.getJsonObject("user").getString("id"),
        email,
        password,
        tokens.getString("accessToken"),
        tokens.getString("refreshToken"));
  }
}
