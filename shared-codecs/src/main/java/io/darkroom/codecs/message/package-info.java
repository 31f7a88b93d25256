/**
 * What the services say to each other over the broker and the bus. Messages are immutable records
 * with a versioned JSON form; golden files hold that form still, because at any time two versions
 * of the platform may share one broker.
 */
package io.darkroom.codecs.message;
