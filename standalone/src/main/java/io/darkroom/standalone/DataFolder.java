package io.darkroom.standalone;

import io.darkroom.embedded.FolderLock;
import io.darkroom.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The folder of everything a platform keeps, held against a second platform for as long as it is
 * open. Secrets nobody chose are made at the first start and kept in a file for this user only.
 */
final class DataFolder implements AutoCloseable {
  /** Names in the file; those with a dot are settings of a service. */
  private static final String BACKENDS = "backends";

  private static final String SIGNING = "auth.signing.secret";
  private static final String HEADER =
      "# Made at the first start. Whoever reads this can read everything here.\n";
  private static final int SECRET_BYTES = 32;

  private final Path folder;
  private final FolderLock lock;
  private final Properties secrets;

  private DataFolder(Path folder, FolderLock lock, Properties secrets) {
    this.folder = folder;
    this.lock = lock;
    this.secrets = secrets;
  }

  /**
   * Takes the folder, making it if need be.
   *
   * @throws io.darkroom.embedded.BackendException when another platform has it
   */
  static DataFolder open(Path folder) {
    FolderLock lock = FolderLock.take(folder);
    try {
      return new DataFolder(folder, lock, secrets(folder.resolve("secrets.properties")));
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException("cannot keep secrets in " + folder, e);
    }
  }

  /** Where the backends keep their data. */
  Path backends() {
    return folder.resolve("backends");
  }

  /** The log of this process. */
  Path log() {
    return folder.resolve("logs").resolve("darkroom.log");
  }

  /** The password of the embedded backends. */
  String backendPassword() {
    return secrets.getProperty(BACKENDS);
  }

  /** What this folder gives to services that were not told otherwise. */
  Map<String, String> settings() {
    return Map.of(
        "blobs.folder", folder.resolve("blobs").toString(), SIGNING, secrets.getProperty(SIGNING));
  }

  private static Properties secrets(Path file) throws IOException {
    Properties secrets = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        secrets.load(in);
      }
    }
    List<String> missing =
        List.of(BACKENDS, SIGNING).stream().filter(name -> !secrets.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      missing.forEach(name -> secrets.setProperty(name, random()));
      Path partial = file.resolveSibling(file.getFileName() + ".partial");
      PrivateFiles.write(partial, text(secrets));
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return secrets;
  }

  private static String text(Properties secrets) {
    return secrets.stringPropertyNames().stream()
        .sorted()
        .map(name -> name + "=" + secrets.getProperty(name) + "\n")
        .collect(Collectors.joining("", HEADER, ""));
  }

  private static String random() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    lock.close();
  }
}
