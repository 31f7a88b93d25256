package io.darkroom.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Keeps a data folder for one platform; the operating system frees it when the process ends. */
public final class FolderLock implements AutoCloseable {
  /** Long enough for a process that was just killed to be gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder, creating it private to this user if need be.
   *
   * @throws BackendException when another process holds it
   */
  public static FolderLock take(Path folder) {
    Path file = folder.resolve(".lock");
    try {
      PrivateFiles.createFolder(folder);
      FileChannel channel = FileChannel.open(file, READ, WRITE, CREATE);
      Deadline deadline = Deadline.in(PATIENCE);
      while (tryLock(channel) == null) {
        if (deadline.passed()) {
          String holder = Files.readString(file).strip();
          channel.close();
          throw new BackendException(
              "the data folder "
                  + folder
                  + " is in use by another Darkroom"
                  + (holder.isEmpty() ? "" : " (process " + holder + ")"));
        }
        deadline.pause(50);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new BackendException("cannot use the data folder " + folder + ": " + e, e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BackendException("cannot release the data folder", e);
    }
  }
}
