package io.darkroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The process of node that runs sharp, and its commands. Used by one thread. */
final class Peer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What our start script sets and sharp's users do not. */
  private static final Set<String> OURS =
      Set.of("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_");

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;
  private final Path scratch;

  /** Starts node in the folder of {@code peer.mjs}. */
  Peer(Path folder, Path scratch) throws IOException {
    this.scratch = scratch;
    ProcessBuilder command =
        new ProcessBuilder("node", "peer.mjs")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    command.environment().keySet().removeAll(OURS);
    process = command.start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    call("versions", Map.of())
        .properties()
        .forEach(entry -> versions.put(entry.getKey(), entry.getValue().asText()));
    return versions;
  }

  /** Has a raw picture encoded into a file. */
  void encode(Map<String, Object> picture) {
    call("encode", picture);
  }

  void useMark(Path file) {
    call("mark", Map.of("file", file.toString()));
  }

  void load(String source, Path file) {
    call("source", Map.of("name", source, "file", file.toString()));
  }

  /** What sharp makes of a row. */
  byte[] result(Row row) throws IOException {
    Path file = scratch.resolve("peer-result");
    call("result", Map.of("row", row.name(), "source", row.source(), "file", file.toString()));
    return Files.readAllBytes(file);
  }

  /**
   * A row done exactly and from all pixels, before any encoding.
   *
   * @param ours by the engine's definition of the steps, where it differs from sharp's
   */
  Samples reference(Row row, boolean ours) throws IOException {
    Path file = scratch.resolve("reference");
    return read(
        call(
            "reference",
            Map.of("row", row.name(), "source", row.source(), "ours", ours, "file", file + "")),
        file);
  }

  /** The pixels of an encoded picture, by one decoder for both sides. */
  Samples decode(byte[] encoded) throws IOException {
    Path from = Files.write(scratch.resolve("encoded"), encoded);
    Path to = scratch.resolve("decoded");
    return read(call("pixels", Map.of("encoded", from + "", "file", to + "")), to);
  }

  /** Sharp on one row. */
  Side side(Row row) {
    return (callers, millis) -> {
      JsonNode slice =
          call(
              "run",
              Map.of(
                  "row", row.name(), "source", row.source(), "callers", callers, "millis", millis));
      return new Slice(
          slice.get("images").asLong(),
          slice.get("millis").asDouble(),
          slice.get("cpuMillis").asDouble());
    };
  }

  @Override
  public void close() throws IOException {
    commands.close();
    process.destroy();
  }

  private JsonNode call(String command, Map<String, ?> values) {
    ObjectNode message = JSON.valueToTree(values);
    message.put("command", command);
    try {
      commands.write(JSON.writeValueAsString(message));
      commands.newLine();
      commands.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("sharp's process ended during " + command);
      }
      JsonNode answer = JSON.readTree(line);
      if (answer.has("error")) {
        throw new IllegalStateException("sharp: " + answer.get("error").asText());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Samples read(JsonNode size, Path file) throws IOException {
    return new Samples(
        size.get("width").asInt(),
        size.get("height").asInt(),
        ByteBuffer.wrap(Files.readAllBytes(file)));
  }
}
