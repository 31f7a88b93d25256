/** What a token may be used for. */
package io.darkroom.auth.domain.access;
