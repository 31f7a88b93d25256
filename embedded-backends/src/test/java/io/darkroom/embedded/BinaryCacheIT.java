package io.darkroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryCacheIT {
  @TempDir Path folder;

  @Test
  void manyAtOnceUnpackOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Path>> unpacked =
          Stream.generate(() -> threads.submit(this::unpackPostgres)).limit(4).toList();
      for (Future<Path> path : unpacked) {
        assertThat(path.get()).isEqualTo(unpacked.getFirst().get());
      }
    }
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  void whatACrashLeftHalfUnpackedIsReplaced() throws Exception {
    Path done = unpackPostgres();
    Path partial = folder.resolve(done.getFileName() + ".partial");
    Files.move(done, partial);
    Files.delete(partial.resolve("bin/postgres"));

    assertThat(unpackPostgres().resolve("bin/postgres")).isExecutable();
    assertThat(partial).doesNotExist();
  }

  @Test
  void aResourceThatIsMissingSaysWhatToDo() {
    assertThatThrownBy(() -> new BinaryCache(folder).archive("postgres-plan9.txz"))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("external backends");
  }

  private Path unpackPostgres() {
    return new BinaryCache(folder).archive(Platform.current().postgres());
  }
}
