package io.darkroom.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.Outcome.Failed;
import io.darkroom.codecs.message.Outcome.Started;
import io.darkroom.codecs.message.Outcome.Succeeded;
import io.darkroom.codecs.message.OwnerEvent;
import io.darkroom.codecs.message.ResultImage;
import io.darkroom.codecs.message.ResultMessage;
import io.darkroom.codecs.message.TaskBatch;
import io.darkroom.kit.blob.StoredBlob;
import io.darkroom.processing.testing.Instance;
import io.darkroom.processing.testing.Pictures;
import io.darkroom.processing.testing.Platform;
import io.darkroom.testing.Eventually;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks in, results out. */
class TaskIT {
  private static final String SMALL = "resize:80x60,fit=fill/jpeg";
  private static final String GREY = "grayscale/png";

  @TempDir Path folder;

  private Platform platform;
  private Instance instance;

  @BeforeEach
  void start() {
    platform = new Platform(folder);
    instance = platform.start();
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private StoredBlob photo(long seed) {
    return platform.store(Pictures.jpeg(320, 240, seed));
  }

  private static String task(TaskBatch batch, int n) {
    return batch.tasks().get(n).taskId();
  }

  @Test
  void aTaskIsStartedMadeStoredAndReported() {
    TaskBatch batch = platform.send(platform.batch(photo(1), SMALL));

    Succeeded done = (Succeeded) platform.outcomes.awaitEnd(task(batch, 0));

    ResultImage image = done.image();
    byte[] bytes = platform.read(image.sha256());
    BufferedImage pixels = Pictures.decode(bytes);
    assertThat(done.cached()).isFalse();
    assertThat(image.format()).isEqualTo("jpeg");
    assertThat(image.bytes()).isEqualTo(bytes.length);
    assertThat(List.of(image.width(), image.height())).containsExactly(80, 60);
    assertThat(List.of(pixels.getWidth(), pixels.getHeight())).containsExactly(80, 60);
    ResultMessage first = platform.outcomes.all().getFirst();
    assertThat(first.outcome()).isInstanceOf(Started.class);
    assertThat(first.taskId()).isEqualTo(task(batch, 0));
    assertThat(first.jobId()).isEqualTo(batch.jobId());
    assertThat(first.attempt()).isEqualTo(1);
  }

  @Test
  void theOutputsOfABatchAreReportedOneByOne() {
    TaskBatch batch = platform.send(platform.batch(photo(2), SMALL, GREY, "rotate:90/bmp"));

    platform.outcomes.await(Succeeded.class, 3);

    Succeeded grey = (Succeeded) platform.outcomes.awaitEnd(task(batch, 1));
    Succeeded turned = (Succeeded) platform.outcomes.awaitEnd(task(batch, 2));
    assertThat(grey.image().format()).isEqualTo("png");
    assertThat(turned.image().format()).isEqualTo("bmp");
    assertThat(turned.image().width()).isEqualTo(240);
    int rgb = Pictures.decode(platform.read(grey.image().sha256())).getRGB(5, 5);
    assertThat((rgb >> 16) & 0xff).isEqualTo(rgb & 0xff);
  }

  @Test
  void theSameTaskAgainIsAnsweredFromTheCache() {
    StoredBlob photo = photo(3);
    TaskBatch first = platform.send(platform.batch(photo, SMALL));
    Succeeded made = (Succeeded) platform.outcomes.awaitEnd(task(first, 0));

    TaskBatch second = platform.send(platform.batch(photo, SMALL));
    Succeeded found = (Succeeded) platform.outcomes.awaitEnd(task(second, 0));

    assertThat(found.cached()).isTrue();
    assertThat(found.image()).isEqualTo(made.image());
    assertThat(instance.encoded()).isEqualTo(1);
  }

  @Test
  void aCachedResultWhoseBytesAreGoneIsMadeAgain() {
    StoredBlob photo = photo(4);
    TaskBatch first = platform.send(platform.batch(photo, SMALL));
    Succeeded made = (Succeeded) platform.outcomes.awaitEnd(task(first, 0));
    Eventually.get(platform.blobs.delete(made.image().sha256()));

    TaskBatch second = platform.send(platform.batch(photo, SMALL));

    Succeeded again = (Succeeded) platform.outcomes.awaitEnd(task(second, 0));
    assertThat(again.cached()).isFalse();
    assertThat(platform.read(again.image().sha256())).isNotEmpty();
  }

  @Test
  void deletingAnImageEmptiesTheCacheOfIt() {
    StoredBlob photo = photo(5);
    TaskBatch first = platform.send(platform.batch(photo, SMALL));
    platform.outcomes.awaitEnd(task(first, 0));

    platform.publishEvent(
        new OwnerEvent(
            Platform.OWNER,
            EventKind.IMAGE_DELETED,
            Instant.now(),
            Optional.of(first.source().imageId()),
            Optional.of(photo.sha256())));

    await()
        .atMost(Eventually.LIMIT)
        .until(
            () -> {
              TaskBatch next = platform.send(platform.batch(photo, SMALL));
              return !((Succeeded) platform.outcomes.awaitEnd(task(next, 0))).cached();
            });
  }

  @Test
  void aWatermarkIsLaidOverTheImage() {
    byte[] mark = Pictures.png(60, 40, 11);
    TaskBatch batch = platform.batch(photo(11), "watermark:img_mark,gravity=centre/png");
    platform.send(Platform.naming(batch, Map.of("img_mark", platform.store(mark).sha256())));

    Succeeded done = (Succeeded) platform.outcomes.awaitEnd(task(batch, 0));

    BufferedImage pixels = Pictures.decode(platform.read(done.image().sha256()));
    BufferedImage laid = pixels.getSubimage(130, 100, 60, 40);
    BufferedImage expected = Pictures.decode(mark);
    for (int x = 0; x < 60; x++) {
      assertThat(laid.getRGB(x, 20) & 0xffffff).isEqualTo(expected.getRGB(x, 20) & 0xffffff);
    }
  }

  @Test
  void aWatermarkWithoutBytesEndsItsTasksForGood() {
    TaskBatch batch = platform.batch(photo(12), "watermark:img_mark/png", SMALL);
    platform.send(Platform.naming(batch, Map.of("img_mark", "0".repeat(64))));

    assertThat(platform.outcomes.awaitEnd(task(batch, 0)))
        .isInstanceOfSatisfying(
            Failed.class,
            failed ->
                assertThat(List.of(failed.code(), failed.retryable()))
                    .isEqualTo(List.of("not-found", false)));
    assertThat(platform.outcomes.awaitEnd(task(batch, 1))).isInstanceOf(Succeeded.class);
  }

  @Test
  void deletingAWatermarkEmptiesTheCacheOfWhatItLiesOn() {
    StoredBlob photo = photo(13);
    String mark = platform.store(Pictures.png(60, 40, 13)).sha256();
    Supplier<TaskBatch> marked =
        () ->
            platform.send(
                Platform.naming(
                    platform.batch(photo, "watermark:img_mark/png"), Map.of("img_mark", mark)));
    platform.outcomes.awaitEnd(task(marked.get(), 0));

    platform.publishEvent(
        new OwnerEvent(
            Platform.OWNER,
            EventKind.IMAGE_DELETED,
            Instant.now(),
            Optional.of("img_mark"),
            Optional.of(mark)));

    await()
        .atMost(Eventually.LIMIT)
        .until(() -> !((Succeeded) platform.outcomes.awaitEnd(task(marked.get(), 0))).cached());
  }

  @Test
  void equalTasksAtOnceAreMadeOnce() {
    StoredBlob photo = photo(6);
    for (int i = 0; i < 5; i++) {
      platform.send(platform.batch(photo, SMALL, SMALL));
    }

    List<Succeeded> all = platform.outcomes.await(Succeeded.class, 10);

    assertThat(all.stream().map(Succeeded::image).distinct()).hasSize(1);
    assertThat(instance.encoded()).isEqualTo(1);
  }

  @Test
  void twoInstancesMakeAnEqualResultOnce() {
    Instance other = platform.start();
    StoredBlob photo = photo(7);
    for (int i = 0; i < 12; i++) {
      platform.send(platform.batch(photo, SMALL));
    }

    platform.outcomes.await(Succeeded.class, 12);

    assertThat(instance.encoded() + other.encoded()).isEqualTo(1);
  }

  @Test
  void whatIsWrongWithAnImageEndsItsTasksForGood() {
    byte[] whole = Pictures.jpeg(320, 240, 8);
    StoredBlob broken = platform.store(Arrays.copyOf(whole, whole.length / 3));
    StoredBlob text =
        platform.store("not an image at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(failureOf(platform.batch(broken, SMALL))).isEqualTo(List.of("corrupt-image", false));
    assertThat(failureOf(platform.batch(text, SMALL)))
        .isEqualTo(List.of("unsupported-format", false));
    assertThat(failureOf(platform.batch(new StoredBlob("0".repeat(64), 1), SMALL)))
        .isEqualTo(List.of("not-found", false));
    assertThat(failureOf(platform.batch(photo(8), "resize:0x0/what:1")))
        .isEqualTo(List.of("invalid-recipe", false));
  }

  private List<Object> failureOf(TaskBatch batch) {
    platform.send(batch);
    Failed failed = (Failed) platform.outcomes.awaitEnd(task(batch, 0));
    return List.of(failed.code(), failed.retryable());
  }

  @Test
  void oneBadRecipeDoesNotSpoilTheOthersOfItsBatch() {
    TaskBatch batch =
        platform.send(
            platform.batch(photo(9), "no-such-step:1/jpeg", SMALL, "crop:9000,0,5,5/png"));

    assertThat(platform.outcomes.awaitEnd(task(batch, 0))).isInstanceOf(Failed.class);
    assertThat(platform.outcomes.awaitEnd(task(batch, 1))).isInstanceOf(Succeeded.class);
    platform.outcomes.awaitEnd(task(batch, 2));
  }

  @Test
  void withoutRedisWorkGoesOnAndTheServiceStaysReady() {
    platform.redisLink.refuse(true);
    platform.redisLink.cut();
    StoredBlob photo = photo(10);

    TaskBatch first = platform.send(platform.batch(photo, SMALL));
    TaskBatch second = platform.send(platform.batch(photo, SMALL));

    assertThat(platform.outcomes.awaitEnd(task(first, 0))).isInstanceOf(Succeeded.class);
    assertThat(platform.outcomes.awaitEnd(task(second, 0))).isInstanceOf(Succeeded.class);
    assertThat(instance.ready()).isEqualTo(200);
    assertThat(instance.report().encode()).contains("DEGRADED");

    platform.redisLink.refuse(false);
    await()
        .atMost(Eventually.LIMIT)
        .untilAsserted(() -> assertThat(instance.report().encode()).doesNotContain("DEGRADED"));
  }
}
