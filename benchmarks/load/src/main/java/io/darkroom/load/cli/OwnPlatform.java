package io.darkroom.load.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A platform started for one run, in a folder and on ports of its own, and stopped after it. */
final class OwnPlatform implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at (http://\\S+?)/?(\\s|$)");

  /** Rates are counted as always, only against limits that one generator does not reach. */
  private static final List<String> GENEROUS =
      List.of(
          "--gateway.rates.api-per-minute=6000000",
          "--gateway.rates.api-burst=1000000",
          "--gateway.rates.upload-per-minute=1000000",
          "--gateway.rates.upload-burst=100000");

  private final Process process;
  private final Path data;
  private final URI url;
  private final URI jobUrl;

  private OwnPlatform(Process process, Path data, URI url, URI jobUrl) {
    this.process = process;
    this.data = data;
    this.url = url;
    this.jobUrl = jobUrl;
  }

  /** Starts {@code darkroom up} with these further options and waits until it is ready. */
  static OwnPlatform start(Path darkroom, List<String> options) throws IOException {
    Path data = Files.createTempDirectory("darkroom-load-");
    int jobPort = freePort();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(darkroom.toAbsolutePath().toString(), "up", "--port", "0"));
    command.addAll(List.of("--data", data.resolve("data").toString()));
    command.add("--job.http.port=" + jobPort);
    command.addAll(GENEROUS);
    command.addAll(options);
    Process process =
        new ProcessBuilder(command).redirectError(data.resolve("errors.log").toFile()).start();
    String url = awaitReady(process, data);
    return new OwnPlatform(
        process, data, URI.create(url), URI.create("http://127.0.0.1:" + jobPort));
  }

  private static String awaitReady(Process process, Path data) throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      System.out.println(line);
      Matcher matcher = READY.matcher(line);
      if (matcher.find()) {
        Thread.ofVirtual().start(() -> out.lines().forEach(System.out::println));
        return matcher.group(1);
      }
    }
    throw new IOException("the platform did not start, see " + data.resolve("errors.log"));
  }

  /** The public address. */
  URI url() {
    return url;
  }

  /** The job service behind it. */
  URI jobUrl() {
    return jobUrl;
  }

  /** Stops it and waits; its data is left for a look when it does not stop. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (process.waitFor(60, TimeUnit.SECONDS)) {
        delete(data);
      } else {
        process.destroyForcibly();
        System.out.println("the platform did not stop within a minute, see " + data);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
