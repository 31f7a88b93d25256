package io.darkroom.auth.service;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.vertx.core.Future;
import java.util.List;

/** Keeps an installation from losing its last administrator. */
final class LastAdmin {
  private LastAdmin() {}

  /**
   * Fails as a conflict when the account is the only administrator that can act.
   *
   * @param admins all that can act, held by the transaction
   * @param asked whether this change would take one away at all
   */
  static Future<Void> mayLose(List<String> admins, String id, boolean asked) {
    return asked && admins.equals(List.of(id))
        ? Future.failedFuture(
            Failure.of(FailureCode.CONFLICT, "The last administrator must stay").asException())
        : Future.succeededFuture();
  }
}
