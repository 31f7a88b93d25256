package io.darkroom.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.StandalonePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeIT {
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- readme-test: start -->\\s*```sh\\n(.*?)```\\s*<!-- readme-test: end -->",
          Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theCommandsWorkByCopyAndPaste() throws Exception {
    Path root = repository();
    Files.createDirectories(folder.resolve("docs/images"));
    Files.copy(root.resolve("docs/images/sample.jpg"), folder.resolve("docs/images/sample.jpg"));

    try (StandalonePlatform platform = StandalonePlatform.start()) {
      Process shell = run(commands(root), platform.base().toString());

      assertThat(shell.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
      assertThat(shell.exitValue()).as(output()).isZero();
    }
    Photo result = Photo.read(Files.readAllBytes(folder.resolve("result.jpg")));
    assertThat(result.pixels().getWidth()).isEqualTo(800);
    assertThat(result.pixels().getHeight()).isEqualTo(600);
  }

  private Process run(String commands, String base) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands);
    builder.environment().put("BASE", base);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    return builder.redirectOutput(folder.resolve("out.log").toFile()).start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("out.log"));
  }

  private static String commands(Path root) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(root.resolve("README.md")));
    assertThat(block.find()).as("the README has a marked block").isTrue();
    return block.group(1);
  }

  private static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("README.md"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
