package io.darkroom.job.store;

import java.util.Optional;

/**
 * What an owner may use; empty means as much as it likes.
 *
 * @param images images stored at a time
 * @param bytes bytes of images stored at a time
 * @param megapixelsPerDay megapixels of sources, once for each output, in jobs of one day (UTC)
 */
public record Quota(Optional<Long> images, Optional<Long> bytes, Optional<Long> megapixelsPerDay) {

  /** Whether storing is limited at all. */
  boolean limitsStorage() {
    return images.isPresent() || bytes.isPresent();
  }
}
