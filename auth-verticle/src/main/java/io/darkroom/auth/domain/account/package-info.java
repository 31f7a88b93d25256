/**
 * Who has an account: the identity, its role and its quota. Values check themselves on the way in,
 * so that nothing further inside meets a malformed address or a name with control characters.
 */
package io.darkroom.auth.domain.account;
