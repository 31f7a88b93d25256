package io.darkroom.auth.domain.account;

/**
 * An account together with the hash its password is checked against.
 *
 * @param hash a PHC string
 */
public record StoredPassword(Account account, String hash) {
  @Override
  public String toString() {
    return "StoredPassword[" + account.id() + "]";
  }
}
