package io.darkroom.engine;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;

/** Finds the other images that a recipe names. */
@FunctionalInterface
public interface ImageResolver {
  /**
   * Opens an image; the engine closes it.
   *
   * @throws io.darkroom.codecs.failure.FailureException when there is none for this reader
   */
  ImageSource resolve(String imageId);

  /** Knows no images. */
  static ImageResolver none() {
    return imageId -> {
      throw Failure.of(FailureCode.NOT_FOUND, "there is no image " + imageId).asException();
    };
  }
}
