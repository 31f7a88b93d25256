package io.darkroom.kit.config;

/**
 * An AMQP 0-9-1 broker.
 *
 * @param host where the broker is
 * @param port its port
 * @param user who connects
 * @param password that user's password
 * @param virtualHost the virtual host to work in
 * @param prefix what exchange names start with
 */
public record BrokerConfig(
    @Default("127.0.0.1") String host,
    @Default("5672") @Range(min = 1, max = 65535) int port,
    @Default("guest") String user,
    @Default("guest") Secret password,
    @Default("/") String virtualHost,
    @Default("darkroom") String prefix) {}
