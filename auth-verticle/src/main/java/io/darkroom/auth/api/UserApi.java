package io.darkroom.auth.api;

import io.darkroom.auth.domain.account.Role;
import io.darkroom.auth.service.Users;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** What administrators do with accounts. */
public final class UserApi {
  private static final int PAGE = 50;

  private final Users users;

  private record UserChange(
      Optional<Boolean> disabled, Optional<String> role, Optional<QuotaView> quota) {}

  private record UserPage(List<ManagedUserView> users, Optional<String> nextCursor) {}

  /** Takes the accounts to manage. */
  public UserApi(Users users) {
    this.users = users;
  }

  /** Takes its operations. */
  public void mount(ApiRouter router) {
    router.handle("listUsers", this::list).handle("updateUser", this::update);
  }

  private Future<Void> list(ApiRequest request) {
    request.caller().requireAdmin();
    int limit = request.queryParam("limit").map(Integer::parseInt).orElse(PAGE);
    return users
        .list(request.queryParam("q"), request.queryParam("cursor").map(UserApi::cursor), limit)
        .map(
            page ->
                new UserPage(
                    page.accounts().stream().map(ManagedUserView::of).toList(), page.next()))
        .compose(page -> request.json(200, page));
  }

  private Future<Void> update(ApiRequest request) {
    request.caller().requireAdmin();
    UserChange body = request.body(UserChange.class);
    Users.Change change =
        new Users.Change(
            body.disabled(), body.role().map(Role::fromWire), body.quota().map(QuotaView::toQuota));
    return users
        .update(request.pathParam("id"), change)
        .compose(account -> request.json(200, ManagedUserView.of(account)));
  }

  private static String cursor(String text) {
    if (!Ids.isValid(IdKind.USER, text)) {
      throw Failure.of(
              FailureCode.INVALID_REQUEST,
              "The cursor is not valid",
              List.of(new Violation("?cursor", "is not one of ours")))
          .asException();
    }
    return text;
  }
}
