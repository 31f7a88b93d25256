package io.darkroom.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Bundled resources as files, for what cannot read from an archive: used in place from a folder of
 * classes, else unpacked once. Processes may share the folder.
 */
public record NativeCache(Path folder) {
  /** The file of a resource. */
  public Path file(URL resource) throws IOException {
    if (resource.getProtocol().equals("file")) {
      return Path.of(URI.create(resource.toString()));
    }
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    long length = connection.getContentLengthLong();
    try (InputStream in = connection.getInputStream()) {
      String path = resource.getPath();
      String name = path.substring(path.lastIndexOf('/') + 1);
      Path target = folder.resolve(Long.toString(length)).resolve(name);
      if (Files.exists(target) && Files.size(target) == length) {
        return target;
      }
      Files.createDirectories(target.getParent());
      Path part = Files.createTempFile(target.getParent(), name, ".part");
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return target;
    }
  }
}
