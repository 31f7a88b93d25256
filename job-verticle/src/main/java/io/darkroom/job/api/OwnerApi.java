package io.darkroom.job.api;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.job.store.OwnerPurge;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;

/** What the auth service asks when an account is deleted. */
public final class OwnerApi {
  private final OwnerPurge purge;
  private final Runnable changed;

  /**
   * The operations on owners.
   *
   * @param changed run when something was committed that others should hear of
   */
  public OwnerApi(OwnerPurge purge, Runnable changed) {
    this.purge = purge;
    this.changed = changed;
  }

  /** Adds the operations to a router. */
  public void mount(ApiRouter router) {
    router.handle("purgeOwner", this::purge);
  }

  private Future<Void> purge(ApiRequest request) {
    String owner = request.pathParam("ownerId");
    // A person's own token has no such scope, and a token of one owner is not good for another.
    request.caller().requireScope("purge");
    if (!request.caller().userId().equals(owner)) {
      return Future.failedFuture(Failure.of(FailureCode.FORBIDDEN).asException());
    }
    return purge
        .purge(owner)
        .compose(
            _ -> {
              changed.run();
              return request.empty(204);
            });
  }
}
