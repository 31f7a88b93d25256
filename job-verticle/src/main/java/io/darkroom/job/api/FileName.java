package io.darkroom.job.api;

import io.darkroom.codecs.image.ImageFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** File names that clients gave and that are given to clients. */
final class FileName {
  private static final int LONGEST = 255;

  private FileName() {}

  /** A name without path and control characters; empty when nothing is left. */
  static String cleaned(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
    return clean.equals(".") || clean.equals("..")
        ? ""
        : clean.substring(0, Math.min(clean.length(), LONGEST));
  }

  /** A name without its extension. */
  static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** The usual extension of a format, with the dot. */
  static String extension(String format) {
    return "."
        + ImageFormat.fromWire(format).map(known -> known.extensions().getFirst()).orElse(format);
  }

  /** A {@code Content-Disposition} that any client reads rightly. */
  static String disposition(String name, boolean download) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    String ascii = name.replaceAll("[^ -~]|[\"\\\\%]", "_");
    return (download ? "attachment" : "inline")
        + "; filename=\""
        + ascii
        + "\"; filename*=UTF-8''"
        + encoded;
  }
}
