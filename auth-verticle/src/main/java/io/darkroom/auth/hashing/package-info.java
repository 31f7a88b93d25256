/**
 * Runs the slow arithmetic off the event loop, on few threads behind a bounded queue, so that a
 * storm of sign-ins costs sign-ins and nothing else.
 */
package io.darkroom.auth.hashing;
