package io.darkroom.bench;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A table for people, and one file that keeps the newest finding of every row and lane. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, Object> machine;

  Report(Path file, Map<String, Object> machine) {
    this.file = file;
    this.machine = machine;
  }

  /** The findings, ours before theirs. */
  static String table(List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    out.append(line("row", "lane", "x1", "x2", "goal", "", "cpu ms", "bytes", "PSNR dB", "SSIM"));
    for (Finding f : findings) {
      out.append(
          line(
              f.row(),
              f.lane().equals(f.ranOn()) ? f.lane() : f.lane() + ">" + f.ranOn(),
              number(f.ratio().get(1), 2),
              number(f.ratio().get(2), 2),
              number(f.goal(), 2),
              f.met() ? "met" : "missed",
              pair(f.cpuMillis(), 2),
              f.bytes().ours() + "/" + f.bytes().theirs(),
              f.quality() == null ? "" : of(f.quality(), true),
              f.quality() == null ? "" : of(f.quality(), false)));
    }
    return out.toString();
  }

  /** Replaces what the file says about these rows and lanes. */
  void write(List<Finding> findings) throws IOException {
    ObjectNode content =
        Files.exists(file)
            ? (ObjectNode) JSON.readTree(Files.readAllBytes(file))
            : JSON.createObjectNode();
    ArrayNode rows = JSON.createArrayNode();
    for (JsonNode old : content.path("findings")) {
      if (findings.stream().noneMatch(f -> same(f, old))) {
        rows.add(old);
      }
    }
    findings.forEach(finding -> rows.add(JSON.valueToTree(finding)));
    content.set("machine", JSON.valueToTree(machine));
    content.set("findings", rows);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file, JSON.writer(new DefaultPrettyPrinter()).writeValueAsString(content) + "\n");
  }

  private static boolean same(Finding finding, JsonNode old) {
    return finding.row().equals(old.path("row").asText())
        && finding.lane().equals(old.path("lane").asText());
  }

  private static String line(Object... cells) {
    return "%-16s %-9s %6s %6s %5s %-6s %15s %17s %12s %15s%n".formatted(cells);
  }

  private static String of(Finding.Pair<Quality> quality, boolean decibels) {
    return decibels
        ? pair(new Finding.Pair<>(quality.ours().psnr(), quality.theirs().psnr()), 2)
        : pair(new Finding.Pair<>(quality.ours().ssim(), quality.theirs().ssim()), 4);
  }

  private static String pair(Finding.Pair<Double> pair, int digits) {
    return number(pair.ours(), digits) + "/" + number(pair.theirs(), digits);
  }

  private static String number(Double value, int digits) {
    return value == null ? "" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
