package io.darkroom.auth.throttling;

import io.darkroom.auth.config.ThrottleConfig;
import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.auth.domain.session.ClientInfo;
import java.util.List;

/** Which limits apply to what. */
public record Limits(ThrottleConfig config) {
  /** A guess at an account's password by somebody who is not signed in. */
  public List<Limit> signingIn(EmailAddress email, ClientInfo client) {
    return List.of(
        Limit.onAddress(client.network(), config.address()),
        Limit.onAccount(email, config.account()));
  }

  /** A guess with something that cannot be an address. */
  public List<Limit> signingIn(ClientInfo client) {
    return List.of(Limit.onAddress(client.network(), config.address()));
  }

  /** A guess at an account's password by somebody who holds one of its tokens. */
  public List<Limit> confirming(EmailAddress email) {
    return List.of(Limit.onAccount(email, config.account()));
  }

  /** A new account. */
  public List<Limit> registering(ClientInfo client) {
    return List.of(Limit.onRegistrations(client.network(), config.register()));
  }
}
