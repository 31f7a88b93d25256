/**
 * How often somebody may ask. Redis counts for all instances; while it is away each counts for
 * itself.
 */
package io.darkroom.gateway.limit;
