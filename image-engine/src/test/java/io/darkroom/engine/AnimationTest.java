package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipes;
import java.nio.ByteBuffer;
import java.util.List;

class AnimationTest {
  private static final byte[] GIF = Gifs.animated(64, 48, 5);

  @OnEveryEngine
  void framesSurviveResizeCropAndTurn(ImageEngine engine) {
    for (String steps : List.of("resize:32x", "crop:0,0,20,10", "rotate:90", "blur:1", "flip")) {
      RenderResult result = render(engine, steps + "/gif");

      assertThat(result.frames()).as(steps).isEqualTo(5);
      assertThat(engine.probe(ImageSource.of(result.bytes())).frames()).as(steps).isEqualTo(5);
      assertThat(engine.probe(ImageSource.of(result.bytes())).width())
          .as(steps)
          .isEqualTo(result.width());
    }
  }

  @OnEveryEngine
  void oneFrameCanBePicked(ImageEngine engine) {
    int first = Fixtures.decoded(render(engine, "frame:0/png")).getRGB(30, 30) & 0xff;
    int last = Fixtures.decoded(render(engine, "frame:4/png")).getRGB(30, 30) & 0xff;

    assertThat(last - first).isGreaterThan(100);
  }

  @OnEveryEngine
  void speedAndLoopAreWritten(ImageEngine engine) {
    ByteBuffer normal = render(engine, "gif").bytes();
    ByteBuffer faster = render(engine, "speed:2/loop:3/gif").bytes();

    assertThat(delay(normal)).isEqualTo(20);
    assertThat(delay(faster)).isEqualTo(10);
    assertThat(repeats(normal)).isZero();
    assertThat(repeats(faster)).isEqualTo(2);
  }

  @OnEveryEngine
  void aStillOutputTakesTheFirstFrame(ImageEngine engine) {
    RenderResult result = render(engine, "resize:32x/jpeg");

    assertThat(result.frames()).isEqualTo(1);
    assertThat(result.height()).isEqualTo(24);
  }

  @OnEveryEngine
  void webpMovesWhereItCanBeWritten(ImageEngine engine) {
    if (!engine.describe().writable().contains(ImageFormat.WEBP)) {
      return;
    }
    RenderResult webp = render(engine, "resize:32x/webp");
    RenderResult back =
        engine.render(
            ImageSource.of(webp.bytes()), Recipes.parseText("gif"), RenderOptions.defaults());

    assertThat(engine.probe(ImageSource.of(webp.bytes())).frames()).isEqualTo(5);
    assertThat(back.frames()).isEqualTo(5);
  }

  private static RenderResult render(ImageEngine engine, String recipe) {
    return engine.render(ImageSource.of(GIF), Recipes.parseText(recipe), RenderOptions.defaults());
  }

  /** Hundredths of a second in the first graphic control extension. */
  private static int delay(ByteBuffer gif) {
    int at = find(gif, 0x21, 0xf9, 4);
    return (gif.get(at + 4) & 0xff) | (gif.get(at + 5) & 0xff) << 8;
  }

  /** Repeats in the Netscape extension. */
  private static int repeats(ByteBuffer gif) {
    int at = find(gif, 'N', 'E', 'T');
    return (gif.get(at + 13) & 0xff) | (gif.get(at + 14) & 0xff) << 8;
  }

  private static int find(ByteBuffer bytes, int a, int b, int c) {
    for (int i = 0; i < bytes.limit() - 16; i++) {
      if ((bytes.get(i) & 0xff) == a
          && (bytes.get(i + 1) & 0xff) == b
          && (bytes.get(i + 2) & 0xff) == c) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
