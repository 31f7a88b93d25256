/**
 * The processing service: takes work from the broker and from HTTP, lets worker verticles make the
 * pixels, keeps what was made, and reports. The event loop moves messages, the workers only render.
 */
package io.darkroom.processing;
