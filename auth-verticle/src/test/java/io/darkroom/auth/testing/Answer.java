package io.darkroom.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/** An answer that fits the contract. */
public record Answer(HttpResponse<String> response) {
  /** The HTTP status. */
  public int status() {
    return response.statusCode();
  }

  /** The body as JSON. */
  public JsonObject json() {
    return new JsonObject(response.body());
  }

  /** A text of the body. */
  public String text(String name) {
    return json().getString(name);
  }

  /** A header, or an empty text. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Fails unless the answer has this status. */
  public Answer expect(int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return this;
  }

  /** Fails unless the answer is this problem. */
  public Answer expect(int status, String code) {
    expect(status);
    assertThat(text("code")).as(response.body()).isEqualTo(code);
    assertThat(header("content-type")).startsWith("application/problem+json");
    return this;
  }
}
