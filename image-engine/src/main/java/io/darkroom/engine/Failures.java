package io.darkroom.engine;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import java.util.function.Supplier;

/** Turns what codecs throw at hostile input into typed failures. */
public final class Failures {
  private Failures() {}

  /** Runs work on pixels; only {@link FailureException} leaves. */
  public static <T> T typed(Supplier<T> work) {
    try {
      return work.get();
    } catch (FailureException known) {
      throw known;
    } catch (OutOfMemoryError e) {
      throw Failure.of(FailureCode.OVERLOADED, "there is not enough memory for this image now")
          .asException(e);
    } catch (RuntimeException | StackOverflowError e) {
      throw corrupt(e);
    }
  }

  /** The image cannot be decoded. */
  public static FailureException corrupt(Throwable cause) {
    return Failure.of(FailureCode.CORRUPT_IMAGE, "the image cannot be decoded").asException(cause);
  }
}
