package io.darkroom.job.store;

import java.util.Set;

/** Bytes that somebody refers to are not in the blob store. */
public final class MissingBlobsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<String> keys;

  MissingBlobsException(Set<String> keys) {
    super("missing blobs: " + keys, null, false, false);
    this.keys = Set.copyOf(keys);
  }

  /** The keys of the bytes that are not there. */
  Set<String> keys() {
    return keys;
  }
}
