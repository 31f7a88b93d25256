package io.darkroom.kit.config;

/**
 * A PostgreSQL database and the pool to it.
 *
 * @param host where the server is
 * @param port its port
 * @param database its name
 * @param user who connects
 * @param password that user's password
 * @param poolSize connections at most; a service that sends many short statements opens up to half
 *     as many again for those
 * @param waitQueue requests that may wait for a connection; more are refused
 */
public record PostgresConfig(
    @Default("127.0.0.1") String host,
    @Default("5432") @Range(min = 1, max = 65535) int port,
    @Default("darkroom") String database,
    @Default("darkroom") String user,
    @Default("") Secret password,
    @Default("8") @Range(min = 1, max = 256) int poolSize,
    @Default("4096") @Range(min = 0, max = 100_000) int waitQueue) {}
