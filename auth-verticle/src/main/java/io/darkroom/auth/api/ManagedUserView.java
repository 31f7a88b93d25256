package io.darkroom.auth.api;

import io.darkroom.auth.domain.account.Account;
import java.time.Instant;

/** An account as administrators see it. */
record ManagedUserView(
    String id,
    String email,
    String name,
    String role,
    Instant createdAt,
    boolean disabled,
    QuotaView quota) {
  static ManagedUserView of(Account account) {
    return new ManagedUserView(
        account.id(),
        account.email().value(),
        account.name(),
        account.role().wire(),
        account.createdAt(),
        account.disabled(),
        QuotaView.of(account.quota()));
  }
}
