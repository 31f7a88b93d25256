/**
 * What can be known of an image from its header: format, size, frames, orientation. Parsing is pure
 * and bounded, so that an upload can be judged from its first bytes and a bomb refused before any
 * pixel is decoded.
 */
package io.darkroom.codecs.image;
