import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Brings the native image library and the fonts into the build: from npm, by pinned hash. Run as a
 * single source file by the JDK that runs Maven (17 or later). Without npm or network it warns and
 * the engine falls back to what Java has; a wrong hash fails the build.
 */
class FetchNatives {
  private static final String VIPS_VERSION = "1.3.4";
  private static final Map<String, String> VIPS =
      Map.of(
          "linux-x64",
          "GJ//SSXbnwSDes02umB3nDJLFcQzw8a18V8fyhqr6tV515tOEMdImjjxj1AoafMRz56F3PHgftnj1QEKSU1zkw==",
          "linux-arm64",
          "Y3dgX/6lE2QhQb+Gxy0WZxfg9MEm/JBjamZpS2IklP7xIQoKN4hzAm7KcMVGtaVDt3neE9OKBC7vAfonA/Lr1A==",
          "linuxmusl-x64",
          "6zXKeE/p39I1AmA3cJG35eyBGNqNddLnUXjhwBnsGjFPWqf5VKkDBEqaEkPDoTEtkxwi2vv8Tcr2mDyP4So7Fg==",
          "linuxmusl-arm64",
          "hvulFwtjUcagsis6BBxHwGFwWoNZjgYmULGVrZcyfNbjA8hKILbRxGg15/7w5HDyXHXUos/j6baAWqnCyQ2DWA==",
          "darwin-x64",
          "iR2OKH80yi0U+dUplyh3/xdpFvps6YkCwsXenIJxqxR1v9o+xtKTGbS9H7cps+2Vxjc8B1j96p75NmTGjIhtpQ==",
          "darwin-arm64",
          "5R89nBYiRdUlSWJxPhO+GVtaXzXSxKnRu/xqMn3KTA3L9EB9Oy/P+Nn2f2vlhPuUdy/Zusb2DarbyTpGCfEDuw==");
  private static final String FONTS = "dejavu-fonts-ttf@2.37.3";
  private static final String FONTS_HASH =
      "f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==";
  private static final List<String> FONT_FILES =
      List.of("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif.ttf", "DejaVuSansMono.ttf");

  /** Argument: the folder of the module's compiled resources. */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0], "io", "darkroom", "engine", "vips");
    String platform = platform();
    Path natives = root.resolve("native").resolve(platform);
    if (VIPS.containsKey(platform) && !Files.exists(natives.resolve("index"))) {
      String spec = "@img/sharp-libvips-" + platform + "@" + VIPS_VERSION;
      Map<String, byte[]> files = fetch(spec, VIPS.get(platform));
      if (files != null) {
        String library =
            files.keySet().stream()
                .filter(name -> name.matches("lib/libvips-cpp\\..*"))
                .findFirst()
                .orElseThrow();
        String name = library.substring("lib/".length());
        write(natives, name, files.get(library));
        write(natives, "README.md", files.get("README.md"));
        write(natives, "versions.json", files.get("versions.json"));
        write(natives, "index", name.getBytes(StandardCharsets.UTF_8));
      }
    }
    Path fonts = root.resolve("fonts");
    if (!Files.exists(fonts.resolve("LICENSE"))) {
      Map<String, byte[]> files = fetch(FONTS, FONTS_HASH);
      if (files != null) {
        for (String font : FONT_FILES) {
          write(fonts, font, files.get("ttf/" + font));
        }
        write(fonts, "LICENSE", files.get("LICENSE"));
      }
    }
  }

  private static String platform() throws IOException {
    String system = System.getProperty("os.name").toLowerCase();
    String cpu =
        switch (System.getProperty("os.arch")) {
          case "aarch64" -> "arm64";
          case "amd64", "x86_64" -> "x64";
          default -> "unknown";
        };
    if (system.contains("mac")) {
      return "darwin-" + cpu;
    }
    if (!system.contains("linux")) {
      return "unknown";
    }
    try (Stream<Path> libraries = Files.list(Path.of("/lib"))) {
      boolean musl = libraries.anyMatch(p -> p.getFileName().toString().startsWith("ld-musl"));
      return (musl ? "linuxmusl-" : "linux-") + cpu;
    }
  }

  /** The files of a package, or null when it cannot be had. */
  private static Map<String, byte[]> fetch(String spec, String hash) throws Exception {
    Path folder = Files.createTempDirectory("natives");
    try {
      if (!pack(spec, folder)) {
        System.out.println(
            "[WARNING] " + spec + " cannot be had from npm; the image engine will do without it");
        return null;
      }
      byte[] archive;
      try (Stream<Path> found = Files.list(folder)) {
        archive =
            Files.readAllBytes(
                found.filter(p -> p.toString().endsWith(".tgz")).findFirst().orElseThrow());
      }
      String actual =
          Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-512").digest(archive));
      if (!actual.equals(hash)) {
        throw new IOException(spec + " is not the package that was pinned");
      }
      return untar(archive);
    } finally {
      try (Stream<Path> left = Files.list(folder)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static boolean pack(String spec, Path folder) throws InterruptedException {
    try {
      Process npm =
          new ProcessBuilder("npm", "pack", "--silent", "--prefer-offline", spec)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!npm.waitFor(3, TimeUnit.MINUTES)) {
        npm.destroyForcibly();
        return false;
      }
      return npm.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no npm
    }
  }

  /** Regular files by name, without npm's leading folder. */
  private static Map<String, byte[]> untar(byte[] archive) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
      byte[] header = new byte[512];
      while (true) {
        in.readFully(header);
        if (header[0] == 0) {
          return files;
        }
        String name = text(header, 0, 100);
        int size = Integer.parseInt(text(header, 124, 12).trim(), 8);
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        in.skipNBytes((512 - size % 512) % 512);
        files.put(name.substring(name.indexOf('/') + 1), bytes);
      }
    }
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private static void write(Path folder, String name, byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name), bytes);
  }
}
