package io.darkroom.codecs.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The image formats that have a name here; which of them can be read or written is the engine's.
 */
public enum ImageFormat {
  JPEG("image/jpeg", "jpg jpeg jpe jfif"),
  PNG("image/png", "png apng"),
  GIF("image/gif", "gif"),
  WEBP("image/webp", "webp"),
  AVIF("image/avif", "avif"),
  HEIC("image/heic", "heic heif"),
  TIFF("image/tiff", "tiff tif"),
  BMP("image/bmp", "bmp dib"),
  SVG("image/svg+xml", "svg");

  private final String mediaType;
  private final String extensions;

  ImageFormat(String mediaType, String extensions) {
    this.mediaType = mediaType;
    this.extensions = extensions;
  }

  /** The lower-case name in recipes and messages. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The registered media type. */
  public String mediaType() {
    return mediaType;
  }

  /** File name extensions without the dot; the first is the usual one. */
  public List<String> extensions() {
    return List.of(extensions.split(" "));
  }

  /** Whether pixels can be transparent in this format. */
  public boolean supportsAlpha() {
    return this != JPEG && this != BMP;
  }

  /** Whether this engine family keeps several frames of this format. */
  public boolean supportsAnimation() {
    return this == GIF || this == WEBP;
  }

  /** Finds the format of this wire name. */
  public static Optional<ImageFormat> fromWire(String wire) {
    return Arrays.stream(values()).filter(f -> f.wire().equals(wire)).findFirst();
  }

  /** Finds the format of a media type; parameters and case do not matter. */
  public static Optional<ImageFormat> fromMediaType(String mediaType) {
    String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "image/jpg", "image/pjpeg" -> Optional.of(JPEG);
      case "image/apng", "image/x-png" -> Optional.of(PNG);
      case "image/heif" -> Optional.of(HEIC);
      case "image/x-ms-bmp", "image/x-bmp" -> Optional.of(BMP);
      default -> Arrays.stream(values()).filter(f -> f.mediaType.equals(type)).findFirst();
    };
  }

  /** Finds the format that a file name's extension promises. */
  public static Optional<ImageFormat> fromFileName(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.indexOf('.') < 0
        ? Optional.empty()
        : Arrays.stream(values()).filter(f -> f.extensions().contains(extension)).findFirst();
  }

  /**
   * Tells the format from a file's first bytes. 32 bytes are enough for all but SVG, which is
   * looked for in the first KiB.
   */
  public static Optional<ImageFormat> sniff(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 1024), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    }
    if (start.startsWith("ftyp", 4)) {
      return brand(start);
    }
    if (start.startsWith("II*\0")
        || start.startsWith("MM\0*")
        || start.startsWith("II+\0")
        || start.startsWith("MM\0+")) {
      return Optional.of(TIFF);
    }
    if (start.startsWith("BM") && start.length() >= 18 && start.charAt(15) == 0) {
      return Optional.of(BMP);
    }
    return looksLikeSvg(start) ? Optional.of(SVG) : Optional.empty();
  }

  /**
   * The formats that an {@code Accept} header names, best first; wildcards name none. Among equal
   * weights the smaller format comes first. Empty when there is no header.
   */
  public static List<ImageFormat> fromAccept(String header) {
    if (header == null) {
      return List.of();
    }
    record Weighted(ImageFormat format, double weight) {}
    List<Weighted> found = new ArrayList<>();
    for (String part : header.split(",", 32)) {
      double weight = weight(part);
      fromMediaType(part)
          .filter(f -> weight > 0)
          .ifPresent(f -> found.add(new Weighted(f, weight)));
    }
    List<ImageFormat> bySize = List.of(AVIF, WEBP, JPEG, PNG, GIF, TIFF, BMP, HEIC, SVG);
    return found.stream()
        .sorted(
            Comparator.comparingDouble((Weighted w) -> -w.weight)
                .thenComparingInt(w -> bySize.indexOf(w.format)))
        .map(Weighted::format)
        .distinct()
        .toList();
  }

  private static double weight(String part) {
    for (String parameter : part.split(";", 8)) {
      String p = parameter.strip();
      if (p.matches("[qQ]=[01](\\.[0-9]{0,3})?")) {
        return Double.parseDouble(p.substring(2));
      }
    }
    return 1;
  }

  private static Optional<ImageFormat> brand(String start) {
    int end = Math.min(start.length(), Math.max(16, Math.min(start.charAt(3), 64)));
    String brands = start.substring(8, Math.max(8, end));
    if (brands.contains("avif") || brands.contains("avis")) {
      return Optional.of(AVIF);
    }
    return brands.matches("(?s).*(heic|heix|hevc|heim|heis|mif1|msf1).*")
        ? Optional.of(HEIC)
        : Optional.empty();
  }

  private static boolean looksLikeSvg(String start) {
    String text = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
    text = text.stripLeading();
    return text.startsWith("<svg")
        || ((text.startsWith("<?xml") || text.startsWith("<!")) && text.contains("<svg"));
  }
}
