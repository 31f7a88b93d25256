package io.darkroom.engine.vips;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bundled library and fonts as files: used in place from a folder of classes, else unpacked
 * once to the cache.
 */
final class NativeFiles {
  private final Path cache;

  NativeFiles(Path cache) {
    this.cache = cache;
  }

  /** The library for this platform; empty when the build could not bundle one. */
  Optional<Path> library() throws IOException {
    String folder = "native/" + platform();
    URL index = NativeFiles.class.getResource(folder + "/index");
    if (index == null) {
      return Optional.empty();
    }
    try (InputStream name = index.openStream()) {
      return file(folder + "/" + new String(name.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  /** A bundled font. */
  Optional<Path> font(String name) throws IOException {
    return file("fonts/" + name);
  }

  private Optional<Path> file(String resource) throws IOException {
    URL url = NativeFiles.class.getResource(resource);
    if (url == null) {
      return Optional.empty();
    }
    if (url.getProtocol().equals("file")) {
      return Optional.of(Path.of(URI.create(url.toString())));
    }
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    long length = connection.getContentLengthLong();
    try (InputStream in = connection.getInputStream()) {
      String name = resource.substring(resource.lastIndexOf('/') + 1);
      Path target = cache.resolve(Long.toString(length)).resolve(name);
      if (Files.exists(target) && Files.size(target) == length) {
        return Optional.of(target);
      }
      Files.createDirectories(target.getParent());
      Path part = Files.createTempFile(target.getParent(), name, ".part");
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(target);
    }
  }

  private static String platform() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    if (system.contains("mac")) {
      return "darwin-" + cpu;
    }
    Path libraries = Path.of("/lib");
    if (!Files.isDirectory(libraries)) {
      return system + "-" + cpu;
    }
    try (Stream<Path> files = Files.list(libraries)) {
      boolean musl = files.anyMatch(p -> p.getFileName().toString().startsWith("ld-musl"));
      return (musl ? "linuxmusl-" : "linux-") + cpu;
    }
  }
}
