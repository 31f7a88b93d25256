package io.darkroom.job.api;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.job.store.JobStore.TaskPlace;
import io.darkroom.kit.http.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What clients send to get the next page: opaque to them, checked by us. */
final class Cursor {
  private Cursor() {}

  static String of(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(id.getBytes(StandardCharsets.UTF_8));
  }

  /** The id that {@code cursor} stands for. */
  static Optional<String> after(ApiRequest request, IdKind kind) {
    return request.queryParam("cursor").map(text -> decode(text, kind));
  }

  static String of(TaskPlace place) {
    return place.imageNo() + "-" + place.outputNo();
  }

  /** The place that a cursor of the form {@code image-output} stands for. */
  static TaskPlace place(ApiRequest request, String parameter) {
    return request
        .queryParam(parameter)
        .map(
            text -> {
              int dash = text.indexOf('-');
              return new TaskPlace(
                  Integer.parseInt(text.substring(0, dash)),
                  Integer.parseInt(text.substring(dash + 1)));
            })
        .orElse(TaskPlace.FIRST);
  }

  static int limit(ApiRequest request, String parameter, int fallback) {
    return request.queryParam(parameter).map(Integer::parseInt).orElse(fallback);
  }

  private static String decode(String text, IdKind kind) {
    try {
      String id = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      if (Ids.isValid(kind, id)) {
        return id;
      }
    } catch (IllegalArgumentException notBase64) {
      throw invalid();
    }
    throw invalid();
  }

  private static RuntimeException invalid() {
    return Failure.of(
            FailureCode.INVALID_REQUEST,
            "The parameters are not valid",
            List.of(new Violation("?cursor", "is not a cursor of this list")))
        .asException();
  }
}
