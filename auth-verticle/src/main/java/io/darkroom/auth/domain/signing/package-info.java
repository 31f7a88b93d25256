/**
 * The keys that sign access tokens. A key is published before it signs and stays published until
 * the last token it signed has ended, so a rotation is never noticed by anyone who holds a token.
 */
package io.darkroom.auth.domain.signing;
