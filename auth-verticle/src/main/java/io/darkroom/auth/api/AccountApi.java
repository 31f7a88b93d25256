package io.darkroom.auth.api;

import io.darkroom.auth.domain.account.DisplayName;
import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.auth.service.Accounts;
import io.darkroom.auth.service.Registrations;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import java.util.Optional;

/** Making, reading, changing and deleting one's own account. */
public final class AccountApi {
  private final Registrations registrations;
  private final Accounts accounts;
  private final Clients clients;

  private record Registration(String email, String password, Optional<String> name) {}

  private record ProfileChange(
      Optional<String> name, Optional<String> email, Optional<String> password) {}

  private record PasswordChange(String currentPassword, String newPassword) {}

  private record Confirmation(String password) {}

  /** Joins the parts. */
  public AccountApi(Registrations registrations, Accounts accounts, Clients clients) {
    this.registrations = registrations;
    this.accounts = accounts;
    this.clients = clients;
  }

  /** Takes its operations. */
  public void mount(ApiRouter router) {
    router
        .handle("registerAccount", this::register)
        .handle("getMe", this::get)
        .handle("updateMe", this::update)
        .handle("deleteMe", this::delete)
        .handle("changePassword", this::changePassword);
  }

  private Future<Void> register(ApiRequest request) {
    Registration body = request.body(Registration.class);
    EmailAddress email = EmailAddress.parse(body.email());
    String name = DisplayName.parse(body.name().orElseGet(email::local), "/name");
    return registrations
        .register(email, body.password(), name, clients.of(request))
        .compose(account -> request.json(201, UserView.of(account)));
  }

  private Future<Void> get(ApiRequest request) {
    return accounts
        .get(request.caller().userId())
        .compose(account -> request.json(200, UserView.of(account)));
  }

  private Future<Void> update(ApiRequest request) {
    ProfileChange body = request.body(ProfileChange.class);
    Optional<String> name = body.name().map(text -> DisplayName.parse(text, "/name"));
    Optional<EmailAddress> email = body.email().map(EmailAddress::parse);
    return accounts
        .update(request.caller().userId(), name, email, body.password())
        .compose(account -> request.json(200, UserView.of(account)));
  }

  private Future<Void> delete(ApiRequest request) {
    return accounts
        .delete(request.caller().userId(), request.body(Confirmation.class).password())
        .compose(deleted -> request.empty(204));
  }

  private Future<Void> changePassword(ApiRequest request) {
    PasswordChange body = request.body(PasswordChange.class);
    return accounts
        .changePassword(
            request.caller().userId(),
            request.caller().sessionId(),
            body.currentPassword(),
            body.newPassword())
        .compose(changed -> request.empty(204));
  }
}
