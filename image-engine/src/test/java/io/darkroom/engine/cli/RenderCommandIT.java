package io.darkroom.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.Fixtures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandIT {
  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.write(folder.resolve("in.jpg"), Fixtures.jpeg(400, 300));
    Files.createDirectories(folder.resolve("many/deep"));
    Files.write(folder.resolve("many/a.jpg"), Fixtures.jpeg(60, 40));
    Files.write(
        folder.resolve("many/deep/b.png"), Fixtures.encoded(Fixtures.picture(60, 40), "png"));
    Files.writeString(folder.resolve("many/notes.txt"), "not an image");
  }

  @Test
  void rendersOneFileIntoTheNamedFormat() throws IOException {
    Path out = folder.resolve("out.png");

    int code = run("in.jpg", "resize:80x60,fit=cover/grayscale", out);

    BufferedImage image = ImageIO.read(out.toFile());
    assertThat(code).isZero();
    assertThat(image.getWidth()).isEqualTo(80);
    assertThat(Files.readAllBytes(out)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void rendersAFolderAndReportsOnlyTheBrokenFile() throws IOException {
    Files.writeString(folder.resolve("many/broken.jpg"), "nonsense");

    int code = run("many", "resize:30x/png", folder.resolve("small"));

    assertThat(code).isEqualTo(1);
    assertThat(folder.resolve("small/a.png")).exists();
    assertThat(folder.resolve("small/deep/b.png")).exists();
    assertThat(folder.resolve("small/broken.png")).doesNotExist();
  }

  @Test
  void aResultMayBeReadByWhoMayReadOtherFiles() throws IOException {
    Path out = folder.resolve("out.png");
    Path other = Files.createFile(folder.resolve("other"));

    run("in.jpg", "resize:8x", out);

    assertThat(Files.getPosixFilePermissions(out)).isEqualTo(Files.getPosixFilePermissions(other));
  }

  @Test
  void badUsageWritesNothing() {
    Path out = folder.resolve("out.jpg");

    assertThat(run("in.jpg", "explode", out)).isEqualTo(2);
    assertThat(run("in.jpg", "flip/png", out)).isEqualTo(2);
    assertThat(run("missing.jpg", "flip", out)).isEqualTo(1);
    assertThat(out).doesNotExist();
  }

  private int run(String input, String recipe, Path output) {
    return RenderCommand.run(
        folder.resolve(input).toString(), "-r", recipe, "-o", output.toString());
  }
}
