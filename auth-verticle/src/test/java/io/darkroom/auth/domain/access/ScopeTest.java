package io.darkroom.auth.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.domain.account.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
  @Test
  void usersHaveEverythingButAdmin() {
    assertThat(Scope.join(Scope.of(Role.USER)))
        .isEqualTo(
            "images:read images:write jobs:read jobs:write render recipes:read recipes:write"
                + " account");
    assertThat(Scope.join(Scope.of(Role.ADMIN))).endsWith("account admin");
  }

  @Test
  void aDemotedOwnersKeyLosesAdmin() {
    assertThat(Scope.within(List.of(Scope.RENDER, Scope.ADMIN), Role.USER))
        .containsExactly(Scope.RENDER);
    assertThat(Scope.within(List.of(Scope.ADMIN), Role.USER)).isEmpty();
  }
}
