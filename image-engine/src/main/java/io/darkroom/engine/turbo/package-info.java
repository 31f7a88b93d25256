/**
 * The lane for what most requests are: opaque 8-bit sRGB JPEG or WebP in, JPEG or WebP out, a few
 * common steps. OpenCV decodes and encodes; scaling is our own, and so is the decoder of JPEG that
 * is made much smaller.
 */
package io.darkroom.engine.turbo;
