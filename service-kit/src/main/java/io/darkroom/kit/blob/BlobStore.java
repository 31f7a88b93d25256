package io.darkroom.kit.blob;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps immutable bytes by the hash of their content. Futures fail with {@code unavailable} when
 * the store itself is in trouble. Safe for any thread.
 */
public interface BlobStore {
  /**
   * Stores a stream, pausing it until the store is ready. Nothing stays behind when it fails.
   *
   * @return fails with {@code body-too-large} beyond the limit, or with the stream's own failure
   */
  Future<StoredBlob> put(ReadStream<Buffer> source, BlobLimits limits);

  /** Stores bytes that are in memory already. */
  Future<StoredBlob> put(Buffer bytes);

  /** Stores the remaining bytes of a buffer, uncopied: they must not change until it is done. */
  Future<StoredBlob> put(ByteBuffer bytes);

  /**
   * Opens a range.
   *
   * @param offset first byte, from 0
   * @param length bytes at most; {@link Long#MAX_VALUE} for all the rest
   * @return fails with {@code not-found}, or {@code range-not-satisfiable} when the offset is
   *     beyond the end
   */
  Future<BlobContent> open(String sha256, long offset, long length);

  /** The length of a blob, or empty when there is none of this key. */
  Future<Optional<Long>> size(String sha256);

  /**
   * The file that holds a blob, where the store has files: for zero-copy sends and memory mapping.
   * Empty when the store has none. May touch the disk for a moment.
   */
  Optional<Path> localPath(String sha256);

  /** Removes a blob; succeeds when there is none. */
  Future<Void> delete(String sha256);

  /** Removes remains of interrupted puts that are older than this; tells how many. */
  Future<Integer> sweepTemp(Duration olderThan);
}
