package io.darkroom.kit.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service process from start to end. */
class ServiceRunnerIT {
  private Process process;

  @AfterEach
  void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Test
  void saysWhereItIsAndDrainsWhenToldToStop() throws Exception {
    run("--log.format=text");
    String ready = firstLine();
    assertThat(ready).matches("darkroom job ready http://127.0.0.1:\\d+");
    String url = ready.substring(ready.indexOf("http"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      HttpResponse<InputStream> begun = client.send(request, BodyHandlers.ofInputStream());

      process.destroy();

      try (InputStream body = begun.body()) {
        assertThat(new String(body.readAllBytes(), StandardCharsets.US_ASCII))
            .isEqualTo("begin;drained");
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
  }

  @Test
  void anUnknownSettingEndsItWithOneLine() throws Exception {
    run("--job.http.prot=80");

    assertThat(firstLine()).isEqualTo("darkroom job cannot start: unknown settings: job.http.prot");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
  }

  @Test
  void aServiceThatCannotStartEndsWithItsReason() throws Exception {
    run("--job.broken=true");

    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      out.lines().forEach(lines::add);
    }
    assertThat(lines).contains("darkroom job cannot start: the probe is broken");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
  }

  private void run(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                RunnerProbe.class.getName()));
    command.addAll(List.of(args));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** The first line that is no log line. */
  private String firstLine() throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("darkroom ")) {
        return line;
      }
    }
    return "";
  }
}
