/**
 * How often somebody may ask. Redis counts for all instances, for busy callers several requests at
 * once; while it is away each instance counts for itself.
 */
package io.darkroom.gateway.limit;
