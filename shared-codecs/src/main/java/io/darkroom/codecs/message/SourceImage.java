package io.darkroom.codecs.message;

/**
 * The image a task works on.
 *
 * @param imageId its identifier
 * @param sha256 the key of its bytes in the blob store
 * @param format its format's wire name, such as {@code jpeg}
 * @param width pixels, as stored (before orientation)
 * @param height pixels, as stored
 * @param bytes length of the file
 */
public record SourceImage(
    String imageId, String sha256, String format, int width, int height, long bytes) {}
