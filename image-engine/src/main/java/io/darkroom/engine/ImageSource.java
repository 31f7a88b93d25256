package io.darkroom.engine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of an image: in memory or a mapped file. The bytes must not change while the source is
 * open. Thread-safe; do not close it while it is being rendered.
 */
public final class ImageSource implements AutoCloseable {
  private final MemorySegment bytes;
  private final Arena arena;

  private ImageSource(MemorySegment bytes, Arena arena) {
    this.bytes = bytes.asReadOnly();
    this.arena = arena;
  }

  /** Bytes in an array, which is not copied. */
  public static ImageSource of(byte[] bytes) {
    return new ImageSource(MemorySegment.ofArray(bytes), null);
  }

  /** The remaining bytes of a buffer, heap or direct, which are not copied. */
  public static ImageSource of(ByteBuffer bytes) {
    return new ImageSource(MemorySegment.ofBuffer(bytes), null);
  }

  /**
   * A file, mapped until the source is closed.
   *
   * @throws IOException when it cannot be opened
   */
  public static ImageSource of(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new ImageSource(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena), arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** Bytes of the file. */
  public long length() {
    return bytes.byteSize();
  }

  /** A read-only view. */
  public MemorySegment segment() {
    return bytes;
  }

  /** A read-only view of at most 2 GiB. */
  public ByteBuffer buffer() {
    return bytes.asSlice(0, Math.min(bytes.byteSize(), Integer.MAX_VALUE)).asByteBuffer();
  }

  @Override
  public void close() {
    if (arena != null) {
      arena.close();
    }
  }
}
