package io.darkroom.kit.blob;

import io.darkroom.codecs.digest.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** The blocking file operations of the store; to be called from worker threads. */
final class BlobFiles {
  private final BlobPaths paths;

  BlobFiles(BlobPaths paths) {
    this.paths = paths;
  }

  /** A fresh name for a temporary file, in a folder that exists. */
  Path newTemp() throws IOException {
    Files.createDirectories(paths.temp());
    return paths.newTemp();
  }

  /** Writes, syncs and publishes bytes in one go. */
  StoredBlob write(ByteBuffer bytes) throws IOException {
    String sha256 = HexFormat.of().formatHex(digest(bytes));
    StoredBlob blob = new StoredBlob(sha256, bytes.remaining());
    if (isStored(blob)) {
      return blob;
    }
    Path temp = newTemp();
    try {
      try (FileChannel file =
          FileChannel.open(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
          file.write(rest);
        }
        file.force(false);
      }
      publish(temp, blob);
    } finally {
      Files.deleteIfExists(temp);
    }
    return blob;
  }

  private static byte[] digest(ByteBuffer bytes) {
    var digest = Sha256.begin();
    digest.update(bytes.duplicate());
    return digest.digest();
  }

  /** Gives a complete, synced temporary file its name; drops it when the blob is there already. */
  void publish(Path temp, StoredBlob blob) throws IOException {
    if (isStored(blob)) {
      Files.deleteIfExists(temp);
      return;
    }
    Path target = paths.of(blob.sha256());
    Files.createDirectories(target.getParent());
    Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
    sync(target.getParent());
  }

  private boolean isStored(StoredBlob blob) throws IOException {
    try {
      return Files.size(paths.of(blob.sha256())) == blob.length();
    } catch (NoSuchFileException absent) {
      return false;
    }
  }

  /** Makes the rename itself durable. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes temporary files last written before the given age. */
  int sweep(Duration olderThan) throws IOException {
    if (!Files.isDirectory(paths.temp())) {
      return 0;
    }
    Instant limit = Instant.now().minus(olderThan);
    int removed = 0;
    try (DirectoryStream<Path> remains = Files.newDirectoryStream(paths.temp(), "*.part")) {
      for (Path part : remains) {
        if (isOlder(part, limit) && Files.deleteIfExists(part)) {
          removed++;
        }
      }
    }
    return removed;
  }

  private static boolean isOlder(Path part, Instant limit) throws IOException {
    try {
      return !Files.getLastModifiedTime(part).toInstant().isAfter(limit);
    } catch (NoSuchFileException finished) {
      return false;
    }
  }
}
