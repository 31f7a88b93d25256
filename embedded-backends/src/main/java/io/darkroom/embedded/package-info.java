/**
 * Real PostgreSQL, Redis and AMQP 0-9-1 servers that come as Maven artifacts, so that one command
 * starts the whole platform on a machine that has nothing but a JDK. Native servers run as children
 * that stop when this JVM goes, however it goes; nothing here knows Vert.x or the services.
 */
package io.darkroom.embedded;
