/**
 * What can go wrong, named once. Every refusal and every error that leaves a service is a {@link
 * io.darkroom.codecs.failure.Failure}; adapters render it to problem+json, to a result message or
 * to a bus reply, and nothing else decides a status code.
 */
package io.darkroom.codecs.failure;
