/**
 * Counts failed tries in Redis, so that all instances count together, and in the process while
 * Redis is away: a limit for each instance is worse than one for all, and better than none.
 */
package io.darkroom.auth.throttling;
