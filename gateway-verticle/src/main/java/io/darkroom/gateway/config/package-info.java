/** What can be set about the gateway, one record per concern. */
package io.darkroom.gateway.config;
