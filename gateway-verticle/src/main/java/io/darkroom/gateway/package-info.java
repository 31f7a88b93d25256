/**
 * The public door. What it lets through is decided by the contract: an operation that is not in it
 * does not exist here, and one that is secured needs a token before a service hears of it.
 */
package io.darkroom.gateway;
