package io.darkroom.processing.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTest {
  @Test
  void aThreadStepsBackAndNoOther() throws Exception {
    int before = niceValue();
    int level = Math.max(7, before);

    assertThat(onAThread(new Niceness(level))).isEqualTo(level);
    assertThat(niceValue()).isEqualTo(before);
  }

  @Test
  void levelZeroChangesNothing() throws Exception {
    assertThat(onAThread(new Niceness(0))).isEqualTo(niceValue());
  }

  private static int onAThread(Niceness niceness) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Integer> value =
          threads.submit(
              () -> {
                niceness.apply();
                return niceValue();
              });
      return value.get();
    }
  }

  /** Field 19 of proc(5) stat; the second one, a name in brackets, may hold blanks. */
  private static int niceValue() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
