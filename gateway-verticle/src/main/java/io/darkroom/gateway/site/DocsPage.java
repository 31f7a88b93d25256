package io.darkroom.gateway.site;

import io.darkroom.codecs.digest.Sha256;
import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.Operation;
import io.darkroom.kit.http.Operation.Access;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The contract as a page to read: one file, no scripts, nothing from elsewhere. */
final class DocsPage {
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
      color:#1c1c1e;background:#fff}code,pre{font:13px/1.45 ui-monospace,monospace}\
      pre{background:#f4f4f5;padding:.75rem;overflow:auto;border-radius:.4rem}\
      section{border-top:1px solid #e4e4e7;padding:1rem 0}h3{margin:.2rem 0}\
      b.m{display:inline-block;min-width:4.5rem}table{border-collapse:collapse}\
      td{padding:.15rem .8rem .15rem 0;vertical-align:top}summary{cursor:pointer}\
      @media(prefers-color-scheme:dark){body{color:#e4e4e7;background:#18181b}\
      pre{background:#27272a}section{border-color:#3f3f46}a{color:#93c5fd}}\
      """;

  private final String html;

  DocsPage(Contract contract) {
    JsonObject document = contract.json();
    JsonObject info = document.getJsonObject("info");
    StringBuilder out = new StringBuilder();
    out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .append(text(info.getString("title")))
        .append(" API</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>")
        .append(text(info.getString("title")))
        .append(" API</h1><p>")
        .append(text(info.getString("description", "")))
        .append("</p><p><a href=\"/api/openapi.json\">openapi.json</a></p>");
    bySection(contract).forEach((name, operations) -> section(out, name, operations));
    schemas(out, document);
    html = out.append("</body></html>").toString();
  }

  String html() {
    return html;
  }

  /** Permits the page its own style and nothing else. */
  static String policy() {
    byte[] sum = Sha256.digest(STYLE.getBytes(StandardCharsets.UTF_8));
    return "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; frame-ancestors 'none'"
        .formatted(Base64.getEncoder().encodeToString(sum));
  }

  private static Map<String, List<Operation>> bySection(Contract contract) {
    return contract.operations().stream()
        .sorted((a, b) -> a.path().compareTo(b.path()))
        .collect(
            Collectors.groupingBy(
                operation -> operation.service().wire(), TreeMap::new, Collectors.toList()));
  }

  private static void section(StringBuilder out, String name, List<Operation> operations) {
    out.append("<h2>").append(text(name)).append("</h2>");
    for (Operation operation : operations) {
      JsonObject document = operation.document();
      out.append("<section id=\"")
          .append(text(operation.id()))
          .append("\"><h3><b class=\"m\">")
          .append(operation.method().name())
          .append("</b><code>")
          .append(text(operation.path().toString()))
          .append("</code></h3><p>")
          .append(text(document.getString("summary", "")))
          .append(". ")
          .append(text(document.getString("description", "")))
          .append(operation.access() == Access.PUBLIC ? " <em>No token needed.</em>" : "")
          .append("</p>");
      parameters(out, operation);
      details(out, "Request", document.getJsonObject("requestBody"));
      details(out, "Answers", document.getJsonObject("responses"));
      out.append("</section>");
    }
  }

  private static void parameters(StringBuilder out, Operation operation) {
    if (operation.parameters().isEmpty()) {
      return;
    }
    out.append("<table>");
    for (JsonObject parameter : operation.parameters()) {
      out.append("<tr><td><code>")
          .append(text(parameter.getString("name")))
          .append("</code></td><td>")
          .append(text(parameter.getString("in")))
          .append("</td><td>")
          .append(text(parameter.getString("description", "")))
          .append("</td></tr>");
    }
    out.append("</table>");
  }

  private static void schemas(StringBuilder out, JsonObject document) {
    out.append("<h2>Schemas</h2>");
    JsonObject schemas =
        document
            .getJsonObject("components", new JsonObject())
            .getJsonObject("schemas", new JsonObject());
    schemas.fieldNames().stream()
        .sorted()
        .forEach(name -> details(out, name, schemas.getValue(name)));
  }

  private static void details(StringBuilder out, String title, Object content) {
    if (content != null) {
      String json = content instanceof JsonObject object ? object.encodePrettily() : "" + content;
      out.append("<details><summary>")
          .append(text(title))
          .append("</summary><pre>")
          .append(text(json))
          .append("</pre></details>");
    }
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
