package io.darkroom.kit.http;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads a whole small body, never more of it than the limit. */
final class BodyReader {
  private final long limit;

  /** Reads up to {@code limit} bytes. */
  BodyReader(long limit) {
    this.limit = limit;
  }

  Future<Buffer> read(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && isOver(length)) {
      return Future.failedFuture(tooLarge());
    }
    if (request.isEnded()) {
      return Future.succeededFuture(Buffer.buffer());
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(whole::tryFail);
    request.endHandler(end -> whole.tryComplete(body));
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() <= limit) {
            body.appendBuffer(chunk);
          } else {
            whole.tryFail(tooLarge());
          }
        });
    request.response().closeHandler(closed -> whole.tryFail(new HttpClosedException("closed")));
    request.resume();
    return whole.future();
  }

  private boolean isOver(String length) {
    try {
      return Long.parseLong(length) > limit;
    } catch (NumberFormatException odd) {
      return true;
    }
  }

  private RuntimeException tooLarge() {
    return Failure.of(FailureCode.BODY_TOO_LARGE, "The body may have " + limit + " bytes at most")
        .asException();
  }
}
