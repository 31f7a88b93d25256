package io.darkroom.engine.vips;

import io.darkroom.engine.NativeCache;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The bundled library and fonts as files. */
final class NativeFiles {
  private final NativeCache cache;

  NativeFiles(NativeCache cache) {
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
    return url == null ? Optional.empty() : Optional.of(cache.file(url));
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
