/**
 * The way to Redis, which is optional for correctness: every command is bounded in time, and while
 * the server is away commands fail at once so that callers go on without it.
 */
package io.darkroom.kit.redis;
