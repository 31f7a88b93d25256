package io.darkroom.job.domain.link;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a public link shows.
 *
 * @param image an image's id; ids are never used again, so it also stands for its owner
 * @param recipe a recipe's canonical text
 * @param expires when it ends, in whole seconds
 */
public record Link(String image, String recipe, Optional<Instant> expires) {
  public Link {
    expires = expires.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Whether it has ended. */
  public boolean isExpired(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isPresent();
  }

  /** Its address below the root of the installation. */
  public String path(String signature) {
    return "/i/" + signature + "/" + LinkPath.encode(recipe) + "/" + image;
  }
}
