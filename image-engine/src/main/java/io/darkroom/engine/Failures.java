package io.darkroom.engine;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what codecs throw at hostile input, and our own mistakes, into typed failures. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** Runs a decoder; whatever it throws means a damaged image. */
  public static <T> T decoding(Supplier<T> work) {
    try {
      return work.get();
    } catch (FailureException known) {
      throw known;
    } catch (RuntimeException | StackOverflowError e) {
      throw corrupt(e);
    }
  }

  /** Runs the work of a lane; only {@link FailureException} leaves, or that it declines. */
  static <T> T typed(Supplier<T> work) {
    try {
      return work.get();
    } catch (FailureException | LaneDeclinedException known) {
      throw known;
    } catch (OutOfMemoryError e) {
      throw Failure.of(FailureCode.OVERLOADED, "there is not enough memory for this image now")
          .asException(e);
    } catch (RuntimeException | Error e) {
      // a library that does not link, a fault in mapped memory: never the image's fault
      LOG.atError().setCause(e).log("the image engine failed");
      throw Failure.of(FailureCode.INTERNAL).asException(e);
    }
  }

  /** The image cannot be decoded. */
  public static FailureException corrupt(Throwable cause) {
    return Failure.of(FailureCode.CORRUPT_IMAGE, "the image cannot be decoded").asException(cause);
  }
}
