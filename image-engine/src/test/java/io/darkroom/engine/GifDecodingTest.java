package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The libvips lane decodes most GIFs without libvips, and leaves the others to it. */
@ExtendWith(Engines.Extension.class)
class GifDecodingTest {
  private static ImageEngine vips;

  @BeforeAll
  static void find(Engines engines) {
    Assumptions.assumeTrue(engines.all().size() > 1, "libvips does not load here");
    vips = engines.all().get(1);
  }

  @Test
  void aFileWithoutItsLastByteIsShownLikeTheWhole() {
    byte[] whole = Gifs.animated(64, 48, 5);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);

    for (String recipe : new String[] {"resize:20x/gif", "flip/webp", "frame:3/png", "jpeg"}) {
      assertThat(bytes(cut, recipe)).as(recipe).isEqualTo(bytes(whole, recipe));
    }
  }

  /** Beyond what is held at once frames come in a stream. */
  @Test
  void longAnimationsAreShownLikeShortOnes() {
    byte[] held = Gifs.animated(1200, 1000, 13, i -> 20 * (i % 10));
    byte[] streamed = Gifs.animated(1200, 1000, 15, i -> 20 * (i % 10));
    ByteBuffer few = bytes(held, "resize:40x/gif");
    ByteBuffer many = bytes(streamed, "resize:40x/gif");

    for (int i = 0; i < 13; i++) {
      String frame = "frame:" + i + "/png";
      assertThat(bytes(array(many), frame)).isEqualTo(bytes(array(few), frame));
    }
  }

  @Test
  void whatShowsNothingOfItsTransparencyIsOpaque() {
    byte[] moving = array(bytes(Gifs.animated(64, 48, 3), "crop:0,0,50,40/gif"));
    RenderResult still =
        vips.render(
            ImageSource.of(moving),
            Recipes.parseText("frame:1/auto"),
            RenderOptions.defaults().withAcceptedFormats(List.of(ImageFormat.JPEG)));

    assertThat(still.format()).isEqualTo(ImageFormat.JPEG);
  }

  @Test
  void aStoppedAnimationLeavesNoThreadBehind() throws Exception {
    byte[] moving = Gifs.animated(1200, 1000, 13, i -> 20 * (i % 10));
    CancelToken token = new CancelToken();
    RenderOptions options = RenderOptions.defaults().withCancel(token);
    CompletableFuture<RenderResult> work =
        CompletableFuture.supplyAsync(
            () ->
                vips.render(
                    ImageSource.of(moving),
                    Recipes.parseText("resize:500x/webp:effort=6,lossless"),
                    options));
    // all frames may be there within a tenth of a second
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(GifDecodingTest::ahead);
    token.cancel();

    assertThatThrownBy(() -> work.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(FailureException.class)
        .hasMessageContaining("cancelled");
    await().until(() -> !ahead());
  }

  private static boolean ahead() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("darkroom-frames"));
  }

  private static ByteBuffer bytes(byte[] file, String recipe) {
    return vips.render(ImageSource.of(file), Recipes.parseText(recipe), RenderOptions.defaults())
        .bytes();
  }

  private static byte[] array(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy;
  }
}
