package io.darkroom.job.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.job.domain.link.Link;
import io.darkroom.job.link.LinkSigner;
import io.darkroom.job.store.ImageStore;
import io.darkroom.job.store.RecipeStore;
import io.darkroom.job.store.StoredImage;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Makes public links, and tells the processing service what a link it was asked for shows. The
 * images are looked up each time, so a link ends with its image, and rests while the account of its
 * owner is disabled.
 */
public final class LinkApi {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final LinkSigner signer;
  private final ImageStore images;
  private final RecipeStore recipes;
  private final Predicate<String> disabled;
  private final String base;
  private final InstantSource clock;

  /**
   * The operations on links.
   *
   * @param disabled whether an owner's account is disabled
   * @param base where links begin; empty for where the request went
   */
  public LinkApi(
      LinkSigner signer,
      ImageStore images,
      RecipeStore recipes,
      Predicate<String> disabled,
      String base,
      InstantSource clock) {
    this.signer = signer;
    this.images = images;
    this.recipes = recipes;
    this.disabled = disabled;
    this.base = base;
    this.clock = clock;
  }

  /** The schema {@code NewLink} of the contract. */
  record NewLink(String image, JsonNode recipe, Optional<Instant> expires) {}

  /** The schema {@code Link} of the contract. */
  record LinkView(String url, String image, String recipe, Optional<Instant> expiresAt) {}

  /** The parts of a public address. */
  record Address(String signature, String image, String recipe) {}

  /** What it shows; {@code watermarks} are keys of bytes, by image. */
  record Shown(
      String owner, String sha256, Map<String, String> watermarks, Optional<Instant> expiresAt) {}

  /** Adds the operations to a router. */
  public void mount(ApiRouter router) {
    router.handle("createLink", this::create).handle("resolveLink", this::resolve);
  }

  private Future<Void> create(ApiRequest request) {
    NewLink asked = request.body(NewLink.class);
    asked.expires().ifPresent(this::requireFuture);
    String owner = request.caller().userId();
    return images
        .find(owner, asked.image())
        .map(Found.or("There is no such image"))
        .compose(_ -> RecipeField.find(recipes, owner, asked.recipe()))
        .compose(recipe -> withWatermarks(owner, recipe))
        .compose(recipe -> signed(request, asked, recipe.canonicalText()));
  }

  private Future<Void> signed(ApiRequest request, NewLink asked, String recipe) {
    Link link = new Link(asked.image(), recipe, asked.expires());
    return signer
        .sign(link)
        .map(path -> new LinkView(root(request) + path, link.image(), recipe, link.expires()))
        .compose(view -> request.json(201, view));
  }

  private Future<Recipe> withWatermarks(String owner, Recipe recipe) {
    SequencedSet<String> needed = recipe.watermarkImages();
    return findAll(owner, needed)
        .map(
            found -> {
              List<Violation> faults =
                  needed.stream()
                      .filter(id -> !found.containsKey(id))
                      .map(id -> new Violation("/recipe", "there is no image " + id))
                      .toList();
              if (!faults.isEmpty()) {
                throw Failure.of(FailureCode.UNPROCESSABLE, "Some images do not exist", faults)
                    .asException();
              }
              return recipe;
            });
  }

  private Future<Map<String, StoredImage>> findAll(String owner, SequencedSet<String> ids) {
    return ids.isEmpty() ? Future.succeededFuture(Map.of()) : images.findAll(owner, ids);
  }

  private void requireFuture(Instant expires) {
    Instant now = clock.instant();
    if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST))) {
      Violation fault = new Violation("/expires", "must lie ahead, within 100 years");
      throw Failure.of(FailureCode.INVALID_REQUEST, "The link would not work", List.of(fault))
          .asException();
    }
  }

  /** What the client called us, unless we were told what we are called. */
  private String root(ApiRequest request) {
    Optional<String> host = request.header("X-Forwarded-Host");
    return base.isEmpty() && host.isPresent()
        ? request.header("X-Forwarded-Proto").orElse("http") + "://" + host.get()
        : base;
  }

  private Future<Void> resolve(ApiRequest request) {
    Address address = request.body(Address.class);
    return signer
        .verify(address.signature(), address.image(), address.recipe())
        .map(found -> found.orElseThrow(LinkApi::forged))
        .compose(this::shown)
        .compose(shown -> request.json(200, shown));
  }

  private Future<Shown> shown(Link link) {
    if (link.isExpired(clock.instant())) {
      return Future.failedFuture(
          Failure.of(FailureCode.GONE, "The link has expired").asException());
    }
    SequencedSet<String> watermarks = Recipes.parseText(link.recipe()).watermarkImages();
    return images
        .findPublished(link.image())
        .map(found -> found.orElseThrow(LinkApi::deleted))
        .map(this::requireEnabledOwner)
        .compose(
            image ->
                findAll(image.owner(), watermarks)
                    .map(found -> shown(link, image, watermarks, found)));
  }

  private StoredImage requireEnabledOwner(StoredImage image) {
    if (disabled.test(image.owner())) {
      throw Failure.of(FailureCode.FORBIDDEN, "The owner's account is disabled").asException();
    }
    return image;
  }

  private static Shown shown(
      Link link,
      StoredImage image,
      SequencedSet<String> watermarks,
      Map<String, StoredImage> found) {
    Map<String, String> keys = new TreeMap<>();
    found.forEach((id, watermark) -> keys.put(id, watermark.sha256()));
    if (!keys.keySet().containsAll(watermarks)) {
      throw deleted();
    }
    return new Shown(image.owner(), image.sha256(), keys, link.expires());
  }

  private static RuntimeException forged() {
    return Failure.of(FailureCode.FORBIDDEN, "The link's signature is wrong").asException();
  }

  private static RuntimeException deleted() {
    return Failure.of(FailureCode.GONE, "The image was deleted").asException();
  }
}
