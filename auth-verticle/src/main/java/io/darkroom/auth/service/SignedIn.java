package io.darkroom.auth.service;

import io.darkroom.auth.domain.account.Account;
import io.darkroom.auth.domain.session.RefreshToken;
import io.darkroom.auth.token.AccessToken;

/** What a client gets when it has shown who it is. */
public record SignedIn(Account account, AccessToken accessToken, RefreshToken refreshToken) {}
