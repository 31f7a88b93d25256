/**
 * Access tokens as every service checks them for itself. No key, no answer: a verifier without keys
 * refuses everybody instead of trusting everybody.
 */
package io.darkroom.kit.token;
