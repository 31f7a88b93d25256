package io.darkroom.kit.blob;

/**
 * What a stream may bring.
 *
 * @param maxBytes bytes at most; one more refuses the whole stream
 */
public record BlobLimits(long maxBytes) {
  public BlobLimits {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes is negative");
    }
  }
}
