package io.darkroom.kit.blob;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where things lie below the store's folder. */
record BlobPaths(Path root) {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

  /** The final place of a blob; the key is checked, since it may come from outside. */
  Path of(String sha256) {
    if (sha256 == null || !KEY.matcher(sha256).matches()) {
      throw Failure.of(FailureCode.NOT_FOUND).asException();
    }
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  /** On the same file system as the blobs, so that a rename is atomic. */
  Path temp() {
    return root.resolve("tmp");
  }

  Path newTemp() {
    return temp().resolve(UUID.randomUUID() + ".part");
  }
}
