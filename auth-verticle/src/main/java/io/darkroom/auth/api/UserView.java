package io.darkroom.auth.api;

import io.darkroom.auth.domain.account.Account;
import java.time.Instant;

/** An account as its owner sees it. */
record UserView(String id, String email, String name, String role, Instant createdAt) {
  static UserView of(Account account) {
    return new UserView(
        account.id(),
        account.email().value(),
        account.name(),
        account.role().wire(),
        account.createdAt());
  }
}
