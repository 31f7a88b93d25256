package io.darkroom.auth.domain.access;

import io.darkroom.auth.domain.account.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One thing a token may be used for. People's own tokens carry all that their role allows. */
public enum Scope {
  IMAGES_READ("images:read"),
  IMAGES_WRITE("images:write"),
  JOBS_READ("jobs:read"),
  JOBS_WRITE("jobs:write"),
  RENDER("render"),
  RECIPES_READ("recipes:read"),
  RECIPES_WRITE("recipes:write"),
  ACCOUNT("account"),
  ADMIN("admin");

  private static final Map<String, Scope> BY_WIRE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Scope::wire, Function.identity()));

  private final String wire;

  Scope(String wire) {
    this.wire = wire;
  }

  /** The name in tokens and answers. */
  public String wire() {
    return wire;
  }

  /** Finds the scope of this name. */
  public static Optional<Scope> fromWire(String wire) {
    return Optional.ofNullable(BY_WIRE.get(wire));
  }

  /** Everything an account of this role may do. */
  public static Set<Scope> of(Role role) {
    return switch (role) {
      case ADMIN -> EnumSet.allOf(Scope.class);
      case USER -> EnumSet.complementOf(EnumSet.of(ADMIN));
    };
  }

  /** The space-separated form that tokens carry, in declaration order. */
  public static String join(Collection<Scope> scopes) {
    return scopes.stream()
        .sorted(Comparator.naturalOrder())
        .map(Scope::wire)
        .collect(Collectors.joining(" "));
  }

  /** Those of these scopes that the role still allows. */
  public static Set<Scope> within(Collection<Scope> scopes, Role role) {
    Set<Scope> allowed = EnumSet.copyOf(of(role));
    allowed.retainAll(scopes);
    return allowed;
  }
}
