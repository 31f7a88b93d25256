package io.darkroom.auth.store;

/** All tables, to be handed to whoever works on several of them. */
public record Stores(
    AccountStore accounts,
    SessionStore sessions,
    RefreshTokenStore refreshTokens,
    ApiKeyStore apiKeys,
    GrantStore grants,
    SigningKeyStore signingKeys,
    PurgeStore purges) {

  /** The tables; they hold no state. */
  public static Stores create() {
    return new Stores(
        new AccountStore(),
        new SessionStore(),
        new RefreshTokenStore(),
        new ApiKeyStore(),
        new GrantStore(),
        new SigningKeyStore(),
        new PurgeStore());
  }
}
