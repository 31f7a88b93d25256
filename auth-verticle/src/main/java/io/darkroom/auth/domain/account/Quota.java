package io.darkroom.auth.domain.account;

import java.util.Optional;

/**
 * What an admin allows one account instead of the installation's defaults. An empty component means
 * the default.
 *
 * @param images the most images kept at once
 * @param bytes the most bytes stored at once
 * @param megapixelsPerDay the most megapixels worked on in one day
 */
public record Quota(Optional<Long> images, Optional<Long> bytes, Optional<Long> megapixelsPerDay) {
  /** The defaults in every respect. */
  public static final Quota DEFAULT =
      new Quota(Optional.empty(), Optional.empty(), Optional.empty());
}
