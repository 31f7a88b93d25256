/**
 * AMQP 0-9-1 through the Vert.x RabbitMQ client, one immutable session per role and connection.
 *
 * <p>The client shares one channel among everything, re-creates it silently and loses confirms at a
 * reconnect; delivery tags start again at 1 then, so a late acknowledgement could hit a stranger's
 * message. Here a session has exactly one channel, everything belongs to a session, and a lost
 * session is replaced as a whole.
 */
package io.darkroom.kit.broker;
