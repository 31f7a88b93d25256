/**
 * Sessions and the refresh tokens that renew them. A session is one sign-in on one device and owns
 * a family of refresh tokens, each good for one renewal; a token used twice means that two parties
 * hold it, and ends the session.
 */
package io.darkroom.auth.domain.session;
