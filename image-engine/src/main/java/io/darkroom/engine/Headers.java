package io.darkroom.engine;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.image.HeaderProbe;
import io.darkroom.codecs.image.ImageInfo;

/** Reads the headers of whole files. */
public final class Headers {
  private Headers() {}

  /**
   * What the header says.
   *
   * @throws io.darkroom.codecs.failure.FailureException when the file is none or ends in its header
   */
  public static ImageInfo read(ImageSource source) {
    if (source.length() == 0) {
      throw Failure.of(FailureCode.CORRUPT_IMAGE, "the file is empty").asException();
    }
    return switch (HeaderProbe.probe(source.buffer(), source.length())) {
      case HeaderProbe.Result.Known known -> known.info();
      case HeaderProbe.Result.NeedsMore more ->
          throw Failure.of(FailureCode.CORRUPT_IMAGE, "the file ends too early").asException();
    };
  }
}
