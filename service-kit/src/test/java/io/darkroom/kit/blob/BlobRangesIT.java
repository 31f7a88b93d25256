package io.darkroom.kit.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.kit.config.BlobConfig;
import io.darkroom.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any range of any blob is that range of its bytes, however it was written. */
class BlobRangesIT {
  private static Vertx vertx;
  private static Path folder;
  private static BlobStore store;

  @BeforeContainer
  static void start() throws IOException {
    vertx = Vertx.vertx();
    folder = Files.createTempDirectory("blob-ranges");
    store = new FileBlobStore(vertx, new BlobConfig(folder));
  }

  @AfterContainer
  static void stop() throws IOException {
    Eventually.get(vertx.close());
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 150)
  void aRangeIsThatPartOfTheBytes(
      @ForAll @Size(min = 1, max = 3_000) byte[] seed,
      @ForAll @IntRange(min = 1, max = 120) int times,
      @ForAll @IntRange(min = 1, max = 70_000) int chunk,
      @ForAll @IntRange(min = 0, max = 1_000) int where,
      @ForAll @IntRange(min = 1, max = 400_000) int length) {
    byte[] bytes = repeat(seed, times);
    int offset = (int) ((long) (bytes.length - 1) * where / 1_000);
    ScriptedStream source = ScriptedStream.of(vertx, bytes, chunk);

    StoredBlob blob =
        Eventually.get(source.onContext(() -> store.put(source, new BlobLimits(bytes.length))));
    BlobContent content = Eventually.get(store.open(blob.sha256(), offset, length));
    Buffer read = Eventually.get(CollectingStream.drain(content));

    int end = (int) Math.min(bytes.length, (long) offset + length);
    assertThat(content.total()).isEqualTo(bytes.length);
    assertThat(content.length()).isEqualTo(end - offset);
    assertThat(read.getBytes()).isEqualTo(Arrays.copyOfRange(bytes, offset, end));
  }

  private static byte[] repeat(byte[] seed, int times) {
    byte[] all = new byte[seed.length * times];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (seed[i % seed.length] + i / seed.length);
    }
    return all;
  }
}
