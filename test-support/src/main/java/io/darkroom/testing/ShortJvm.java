package io.darkroom.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How tests start Java processes that end before all of their code would be compiled. */
public final class ShortJvm {
  private ShortJvm() {}

  /**
   * The beginning of a command that runs a main class of the product, on the class path of the test
   * that asks. The first process that ends leaves its classes in {@code target/} for later ones.
   */
  public static List<String> command(String mainClass) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + Path.of("target", "classes.jsa").toAbsolutePath());
    // an archive that does not fit is no reason to say anything
    command.add("-Xlog:disable");
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.add("-Djava.awt.headless=true");
    command.addAll(List.of("-cp", classPath(), mainClass));
    return command;
  }

  /** Without the folder of tests, which holds nothing that runs, and which no archive may have. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
