package io.darkroom.kit.postgres;

import io.darkroom.codecs.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One script.
 *
 * @param version its place in the order, from 1
 * @param name what it does, from the file name
 * @param sql its text
 * @param checksum SHA-256 of the text, in hex
 */
record Migration(int version, String name, String sql, String checksum) {
  private static final Pattern FILE = Pattern.compile("(?:.*/)?V(\\d{1,6})__([a-z0-9_]+)\\.sql");

  /** Reads a script such as {@code db/job/V1__jobs.sql} from the class path. */
  static Migration read(String resource) {
    Matcher file = FILE.matcher(resource);
    if (!file.matches()) {
      throw new MigrationException("not a migration's name: " + resource, null);
    }
    String sql = text(resource);
    return new Migration(Integer.parseInt(file.group(1)), file.group(2), sql, Sha256.hex(sql));
  }

  private static String text(String resource) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new MigrationException("no such migration: " + resource, null);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new MigrationException("unreadable migration: " + resource, e);
    }
  }
}
