package io.darkroom.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Native programs unpacked once per machine and user. An entry's name holds the checksum of what it
 * was unpacked from, and an entry appears by an atomic rename, so several JVMs can share the folder
 * and a crash leaves nothing that looks complete.
 */
final class BinaryCache {
  private final Path folder;

  BinaryCache(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** How the bytes of an artifact become the files of an entry. */
  private interface Unpacker {
    void unpack(InputStream archive, Path target) throws IOException;
  }

  /** The folder into which a {@code .txz} resource was unpacked. */
  Path archive(String resource) {
    return entry(resource, BinaryCache::untar);
  }

  /** The executable file that a resource is. */
  Path program(String resource) {
    Path entry = entry(resource, (in, target) -> copyProgram(in, target.resolve("program")));
    return entry.resolve("program");
  }

  private Path entry(String resource, Unpacker unpacker) {
    URL url = BinaryCache.class.getResource("/" + resource);
    if (url == null) {
      throw new BackendException(
          "there is no " + resource + " for this platform; use external backends instead");
    }
    try {
      Path ready = folder.resolve(key(resource, url));
      if (!Files.isDirectory(ready)) {
        fill(url, ready, unpacker);
      }
      return ready;
    } catch (IOException e) {
      throw new BackendException("cannot unpack " + resource + " into " + folder + ": " + e, e);
    }
  }

  private void fill(URL url, Path ready, Unpacker unpacker) throws IOException {
    Files.createDirectories(folder);
    // One lock a JVM at a time; threads of one JVM would overlap on it, hence the monitor.
    synchronized (BinaryCache.class) {
      try (FileChannel channel = FileChannel.open(folder.resolve(".lock"), CREATE, WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid() || Files.isDirectory(ready)) {
          return;
        }
        Path partial = folder.resolve(ready.getFileName() + ".partial");
        PrivateFiles.deleteTree(partial);
        Files.createDirectories(partial);
        try (InputStream in = new BufferedInputStream(url.openStream(), 1 << 16)) {
          unpacker.unpack(in, partial);
        }
        Files.move(partial, ready, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /**
   * The jar's directory holds a checksum of each entry: no need to read the bytes at every start.
   */
  private static String key(String resource, URL url) throws IOException {
    URLConnection connection = url.openConnection();
    if (!(connection instanceof JarURLConnection jar)) {
      throw new IOException(resource + " is not in a jar");
    }
    String name = resource.replaceFirst("\\.txz$", "");
    return "%s-%08x-%d".formatted(name, jar.getJarEntry().getCrc(), jar.getJarEntry().getSize());
  }

  private static void copyProgram(InputStream in, Path program) throws IOException {
    Files.copy(in, program);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void untar(InputStream in, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(in), "UTF-8")) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }
}
