package io.darkroom.kit.config;

/**
 * A Redis server and the pool to it.
 *
 * @param host where the server is
 * @param port its port
 * @param password empty when it asks for none
 * @param database the logical database
 * @param poolSize connections at most
 * @param waitQueue requests that may wait for a connection; more are refused
 */
public record RedisConfig(
    @Default("127.0.0.1") String host,
    @Default("6379") @Range(min = 1, max = 65535) int port,
    @Default("") Secret password,
    @Default("0") @Range(min = 0, max = 65535) int database,
    @Default("8") @Range(min = 1, max = 256) int poolSize,
    @Default("1024") @Range(min = 0, max = 100_000) int waitQueue) {}
