/**
 * Passwords: which are accepted, and how they are kept. Hashing is slow and hungry on purpose, so
 * everything here blocks and belongs on the hashing threads.
 */
package io.darkroom.auth.domain.password;
