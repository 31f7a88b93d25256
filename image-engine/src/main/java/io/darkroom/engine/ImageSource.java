package io.darkroom.engine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes of an image: in memory or a mapped file. The bytes must not change while the source is
 * open. Thread-safe; do not close it while it is being rendered.
 */
public final class ImageSource implements AutoCloseable {
  private final MemorySegment bytes;
  private final Arena arena;
  private final AtomicInteger users;

  private ImageSource(MemorySegment bytes, Arena arena) {
    this(bytes.asReadOnly(), arena, new AtomicInteger(1));
  }

  private ImageSource(MemorySegment bytes, Arena arena, AtomicInteger users) {
    this.bytes = bytes;
    this.arena = arena;
    this.users = users;
  }

  /** Bytes in an array, which is not copied. */
  public static ImageSource of(byte[] bytes) {
    return new ImageSource(MemorySegment.ofArray(bytes), null);
  }

  /**
   * The remaining bytes of a buffer, heap or direct, which are not copied. A stopped render may
   * read them a little longer than its caller waits: do not hand back pooled memory before it is
   * garbage.
   */
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

  /** The same bytes once more: they stay until every one of them is closed. */
  ImageSource lease() {
    users.incrementAndGet();
    return new ImageSource(bytes, arena, users);
  }

  /** Ends the use of the bytes; to be called once. */
  @Override
  public void close() {
    if (users.decrementAndGet() == 0 && arena != null) {
      arena.close();
    }
  }
}
