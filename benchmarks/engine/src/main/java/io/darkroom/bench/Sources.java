package io.darkroom.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The pictures that all rows start from: drawn, encoded once, and kept in a folder. */
final class Sources {
  private static final Map<String, Object> PLAIN = Map.of();

  private final Path folder;
  private final Peer peer;

  Sources(Path folder, Peer peer) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.peer = peer;
  }

  Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      draw(name, file);
    }
    return file;
  }

  /** The bytes of a picture outside the heap, as they arrive from a file or a socket. */
  ByteBuffer bytes(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(file(name));
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  private void draw(String name, Path file) throws IOException {
    Map<String, Object> jpeg = Map.of("quality", 90);
    switch (name) {
      case "photo.jpg" -> still(file, 4000, 3000, "jpeg", jpeg);
      case "progressive.jpg" ->
          still(file, 4000, 3000, "jpeg", Map.of("quality", 90, "progressive", true));
      case "2mp.jpg" -> still(file, 1632, 1224, "jpeg", jpeg);
      case "2mp.webp" -> still(file, 1632, 1224, "webp", Map.of("quality", 85));
      case "2mp.tiff" -> still(file, 1632, 1224, "tiff", Map.of("compression", "lzw"));
      case "256.jpg" -> still(file, 256, 192, "jpeg", jpeg);
      case "64.jpg" -> still(file, 64, 48, "jpeg", jpeg);
      case "alpha.png" -> encode(Photo.rgba(1440, 1080, 2), 1440, 1080, 4, 1, "png", PLAIN, file);
      case "mark.png" -> encode(Photo.rgba(480, 160, 3), 480, 160, 4, 1, "png", PLAIN, file);
      case "24.gif" -> animation(file, "gif", PLAIN);
      case "24.webp" -> animation(file, "webp", Map.of("quality", 85));
      default -> throw new IllegalArgumentException("no picture " + name);
    }
  }

  private void still(Path file, int width, int height, String format, Map<String, Object> options)
      throws IOException {
    encode(Photo.rgb(width, height, 1), width, height, 3, 1, format, options, file);
  }

  /** 24 frames of 480 x 360: a window that moves over a larger picture. */
  private void animation(Path file, String format, Map<String, Object> options) throws IOException {
    int frames = 24;
    byte[] scene = Photo.rgb(800, 360, 4);
    byte[] all = new byte[frames * 480 * 360 * 3];
    for (int i = 0; i < frames; i++) {
      for (int y = 0; y < 360; y++) {
        int from = (y * 800 + i * 12) * 3;
        System.arraycopy(scene, from, all, (i * 360 + y) * 480 * 3, 480 * 3);
      }
    }
    encode(all, 480, 360 * frames, 3, frames, format, options, file);
  }

  private void encode(
      byte[] samples,
      int width,
      int height,
      int channels,
      int pages,
      String format,
      Map<String, Object> options,
      Path file)
      throws IOException {
    Path raw = Files.write(folder.resolve("raw"), samples);
    Map<String, Object> picture = new HashMap<>();
    picture.put("raw", raw.toString());
    picture.put("width", width);
    picture.put("height", height);
    picture.put("channels", channels);
    picture.put("pages", pages);
    picture.put("format", format);
    picture.put("options", options);
    picture.put("file", file.toString());
    peer.encode(picture);
    Files.delete(raw);
  }
}
