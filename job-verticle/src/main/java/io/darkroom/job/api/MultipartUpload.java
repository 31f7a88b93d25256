package io.darkroom.job.api;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.job.store.Quota;
import io.darkroom.job.store.StoredImage;
import io.darkroom.job.upload.UploadIntake;
import io.darkroom.job.upload.UploadIntake.Upload;
import io.darkroom.job.upload.UploadRules;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Several files in one form: all of them become images, or none. */
final class MultipartUpload {
  private static final int MOST_FILES = 100;

  private final UploadIntake intake;
  private final UploadRules rules;
  private final String owner;
  private final Quota quota;
  private final Function<StoredImage, Future<Void>> undo;
  private final List<Future<StoredImage>> taken = new ArrayList<>();
  private final Promise<Void> received = Promise.promise();

  /**
   * A form of this owner.
   *
   * @param undo removes an image when another file of the form was refused
   */
  MultipartUpload(
      UploadIntake intake,
      UploadRules rules,
      String owner,
      Quota quota,
      Function<StoredImage, Future<Void>> undo) {
    this.intake = intake;
    this.rules = rules;
    this.owner = owner;
    this.quota = quota;
    this.undo = undo;
  }

  Future<List<StoredImage>> receive(HttpServerRequest request) {
    request.setExpectMultipart(true);
    request.exceptionHandler(error -> received.tryFail(meaning(error)));
    request.endHandler(_ -> received.tryComplete());
    request.uploadHandler(this::take);
    request.resume();
    return received
        .future()
        .transform(done -> Future.join(taken).transform(all -> decide(done.cause(), all.cause())));
  }

  /** A form that cannot be read is the sender's fault; a connection that breaks is not. */
  private static Throwable meaning(Throwable error) {
    if (error instanceof TooManyFormFieldsException || error instanceof TooLongFormFieldException) {
      return Failure.of(FailureCode.BODY_TOO_LARGE, "The form has too many or too long fields")
          .asException(error);
    }
    return error instanceof ErrorDataDecoderException
        ? Failure.of(FailureCode.INVALID_REQUEST, "The form is not valid").asException(error)
        : error;
  }

  private void take(HttpServerFileUpload file) {
    if (taken.size() == MOST_FILES) {
      refuse(Failure.of(FailureCode.BODY_TOO_LARGE, "At most 100 files a form").asException());
      return;
    }
    Future<StoredImage> image;
    try {
      Optional<String> type = Optional.ofNullable(file.contentType());
      String given = FileName.cleaned(Optional.ofNullable(file.filename()).orElse(""));
      String name = given.isEmpty() ? "image" : given;
      image = intake.take(new Upload(owner, name, rules.promised(type), -1, quota), file);
    } catch (RuntimeException refused) {
      image = Future.failedFuture(refused);
    }
    // What is refused is not read to its end, so the form would never end either.
    taken.add(image.onFailure(this::refuse));
  }

  private void refuse(Throwable reason) {
    received.tryFail(reason);
  }

  private Future<List<StoredImage>> decide(Throwable broken, Throwable refused) {
    Throwable failure = broken != null ? broken : refused;
    List<StoredImage> images =
        taken.stream().filter(Future::succeeded).map(Future::result).toList();
    if (failure == null && images.isEmpty()) {
      failure = Failure.of(FailureCode.INVALID_REQUEST, "The form has no file").asException();
    }
    if (failure == null) {
      return Future.succeededFuture(images);
    }
    Throwable answer = failure;
    return Future.join(images.stream().map(undo).toList())
        .transform(_ -> Future.failedFuture(answer));
  }
}
