package io.darkroom.job.link;

import io.darkroom.job.domain.link.Link;
import io.darkroom.job.domain.link.LinkKey;
import io.darkroom.job.domain.link.LinkKeys;
import io.darkroom.job.store.LinkKeyStore;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signs and knows links with the keys of the configuration, or those of the database, which is read
 * again now and then. Confined to one event loop.
 */
public final class LinkSigner {
  private static final Duration SOONEST = Duration.ofSeconds(1);

  private final Optional<LinkKeys> configured;
  private final Duration reload;
  private final LinkKeyStore store;
  private final SecureRandom random;
  private final InstantSource clock;
  private Future<LinkKeys> known = Future.failedFuture("no key was loaded yet");
  private Instant loadedAt = Instant.EPOCH;

  /** Knows no key of the database until it is needed. */
  public LinkSigner(LinkConfig config, LinkKeyStore store, InstantSource clock) {
    this.configured = config.keys();
    this.reload = config.reload();
    this.store = store;
    this.random = new SecureRandom();
    this.clock = clock;
  }

  /** The address of a link below the root of the installation. */
  public Future<String> sign(Link link) {
    return keys(reload).map(keys -> link.path(keys.sign(link)));
  }

  /** The link a signature vouches for, expired or not; empty when it does not. */
  public Future<Optional<Link>> verify(String signature, String image, String recipe) {
    return keys(reload)
        .compose(keys -> keys.isForeign(signature) ? keys(SOONEST) : Future.succeededFuture(keys))
        .map(keys -> keys.verify(signature, image, recipe));
  }

  /** The keys, read anew when they were read longer ago than this or could not be read. */
  private Future<LinkKeys> keys(Duration age) {
    if (configured.isPresent()) {
      return Future.succeededFuture(configured.get());
    }
    Instant now = clock.instant();
    boolean reading = !known.isComplete();
    boolean fresh = known.succeeded() && now.isBefore(loadedAt.plus(age));
    if (!reading && !fresh) {
      loadedAt = now;
      known = store.load(LinkKey.generate(random));
    }
    return known;
  }
}
