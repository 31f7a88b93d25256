package io.darkroom.kit.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.kit.config.BlobConfig;
import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreIT {
  private static final String HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  private static final BlobLimits LIMIT = new BlobLimits(1 << 20);

  @TempDir Path folder;

  private Vertx vertx;
  private BlobStore store;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    store = new FileBlobStore(vertx, new BlobConfig(folder.resolve("blobs")));
  }

  @AfterEach
  void stop() {
    Eventually.get(vertx.close());
  }

  private Future<StoredBlob> put(ScriptedStream source, BlobLimits limits) {
    return source.onContext(() -> store.put(source, limits));
  }

  private ScriptedStream stream(byte[] bytes, int chunk) {
    return ScriptedStream.of(vertx, bytes, chunk);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private byte[] read(String sha256, long offset, long length) {
    return Eventually.get(store.open(sha256, offset, length).compose(this::drain)).getBytes();
  }

  private Future<Buffer> drain(BlobContent content) {
    return CollectingStream.drain(content);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static FailureCode codeOf(Future<?> failing) {
    return FailureException.failureOf(Eventually.failure(failing)).code();
  }

  @Test
  void aBlobLiesUnderItsHash() {
    StoredBlob blob = Eventually.get(store.put(Buffer.buffer("hello")));

    assertThat(blob).isEqualTo(new StoredBlob(HELLO, 5));
    assertThat(store.localPath(HELLO))
        .contains(folder.resolve("blobs").resolve("2c").resolve("f2").resolve(HELLO));
    assertThat(Eventually.get(store.size(HELLO))).contains(5L);
  }

  @Test
  void aStreamGetsTheSameKeyAsItsBytes() {
    byte[] bytes = random(700_001);

    StoredBlob streamed = Eventually.get(put(stream(bytes, 8_191), LIMIT));

    assertThat(streamed).isEqualTo(Eventually.get(store.put(Buffer.buffer(bytes))));
    assertThat(read(streamed.sha256(), 0, Long.MAX_VALUE)).isEqualTo(bytes);
  }

  @Test
  void anEmptyStreamIsAnEmptyBlob() {
    StoredBlob empty = Eventually.get(put(stream(new byte[0], 10), LIMIT));

    assertThat(empty.length()).isZero();
    assertThat(read(empty.sha256(), 0, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void theLimitItselfIsAllowedAndOneByteMoreLeavesNothing() throws IOException {
    byte[] bytes = random(100_001);

    assertThat(codeOf(put(stream(bytes, 1_000), new BlobLimits(100_000))))
        .isEqualTo(FailureCode.BODY_TOO_LARGE);
    assertThat(files()).isEmpty();

    assertThat(Eventually.get(put(stream(bytes, 1_000), new BlobLimits(100_001))).length())
        .isEqualTo(100_001);
  }

  @Test
  void aStreamThatBreaksOffLeavesNothing() throws IOException {
    ScriptedStream broken =
        stream(random(50_000), 1_000)
            .breakingWith(Failure.of(FailureCode.INVALID_REQUEST).asException());

    assertThat(codeOf(put(broken, LIMIT))).isEqualTo(FailureCode.INVALID_REQUEST);

    assertThat(files()).isEmpty();
  }

  @Test
  void theSameContentFromManyAtOnceIsOneFile() throws IOException {
    byte[] bytes = random(200_000);

    List<Future<StoredBlob>> puts =
        IntStream.range(0, 16).mapToObj(n -> put(stream(bytes, 4_096), LIMIT)).toList();
    Eventually.get(Future.all(puts));

    assertThat(files()).hasSize(1);
    assertThat(puts.stream().map(Future::result).distinct()).hasSize(1);
  }

  @Test
  void absentBlobsAndWrongKeysAreNotFound() {
    String absent = "0".repeat(64);

    assertThat(codeOf(store.open(absent, 0, 1))).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(codeOf(store.open("../../etc/passwd", 0, 1))).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(Eventually.get(store.size(absent))).isEmpty();
    assertThat(store.localPath(absent)).isEmpty();
  }

  @Test
  void aRangeBeyondTheEndIsRefused() {
    StoredBlob blob = Eventually.get(store.put(Buffer.buffer("hello")));

    assertThat(codeOf(store.open(blob.sha256(), 5, 1)))
        .isEqualTo(FailureCode.RANGE_NOT_SATISFIABLE);
    assertThat(read(blob.sha256(), 4, 100)).containsExactly((int) 'o');
  }

  @Test
  void deletingRemovesAndMayBeRepeated() {
    StoredBlob blob = Eventually.get(store.put(Buffer.buffer("hello")));

    Eventually.get(store.delete(blob.sha256()));
    Eventually.get(store.delete(blob.sha256()));

    assertThat(Eventually.get(store.size(blob.sha256()))).isEmpty();
  }

  @Test
  void remainsOfInterruptedPutsAreSweptWhenTheyAreOld() throws IOException {
    Path temp = folder.resolve("blobs").resolve("tmp");
    Files.createDirectories(temp);
    Path old = Files.writeString(temp.resolve("a.part"), "rest");
    Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
    Path young = Files.writeString(temp.resolve("b.part"), "rest");

    assertThat(Eventually.get(store.sweepTemp(Duration.ofHours(1)))).isEqualTo(1);

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void aStoreThatCannotWriteSaysUnavailable() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    BlobStore broken = new FileBlobStore(vertx, new BlobConfig(file));

    assertThat(codeOf(broken.put(Buffer.buffer("hello")))).isEqualTo(FailureCode.UNAVAILABLE);
  }
}
