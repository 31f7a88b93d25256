package io.darkroom.auth.domain.account;

import java.time.Instant;

/**
 * One account, without its password hash.
 *
 * @param id a {@code usr_} identifier
 * @param name for showing
 * @param disabled set by an admin; a disabled account can neither sign in nor renew anything
 */
public record Account(
    String id,
    EmailAddress email,
    String name,
    Role role,
    boolean disabled,
    Quota quota,
    Instant createdAt) {}
