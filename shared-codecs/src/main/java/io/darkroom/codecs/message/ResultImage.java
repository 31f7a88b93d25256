package io.darkroom.codecs.message;

/**
 * A finished result.
 *
 * @param sha256 the key of its bytes in the blob store
 * @param format its format's wire name
 * @param width pixels
 * @param height pixels
 * @param bytes length of the file
 */
public record ResultImage(String sha256, String format, int width, int height, long bytes) {}
