/** Who asks: addresses, tokens and API keys. */
package io.darkroom.gateway.access;
