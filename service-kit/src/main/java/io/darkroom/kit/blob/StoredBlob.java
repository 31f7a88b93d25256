package io.darkroom.kit.blob;

/**
 * Bytes that are safely in the store.
 *
 * @param sha256 their key: 64 lower-case hex digits
 * @param length how many
 */
public record StoredBlob(String sha256, long length) {}
