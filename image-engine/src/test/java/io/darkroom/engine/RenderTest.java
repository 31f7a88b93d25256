package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;

/** What every lane must do; each test runs on each lane that loads here. */
class RenderTest {
  @OnEveryEngine
  void resizesByWidthAndKeepsTheFormat(ImageEngine engine) {
    RenderResult result = render(engine, Fixtures.jpeg(400, 300), "resize:200x");

    assertThat(result.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(result.width()).isEqualTo(200);
    assertThat(result.height()).isEqualTo(150);
    assertThat(Fixtures.difference(Fixtures.decoded(result), Fixtures.picture(200, 150)))
        .isLessThan(12);
  }

  @OnEveryEngine
  void everyFitHasItsSize(ImageEngine engine) {
    assertThat(size(engine, "resize:100x100")).isEqualTo("100x75");
    assertThat(size(engine, "resize:100x100,fit=contain")).isEqualTo("100x100");
    assertThat(size(engine, "resize:100x100,fit=cover")).isEqualTo("100x100");
    assertThat(size(engine, "resize:100x100,fit=fill")).isEqualTo("100x100");
    assertThat(size(engine, "resize:100x100,fit=outside")).isEqualTo("133x100");
    assertThat(size(engine, "resize:1000x,noEnlarge")).isEqualTo("400x300");
    assertThat(size(engine, "resize:100x,dpr=2")).isEqualTo("200x150");
    assertThat(size(engine, "resize:100x100,fit=cover,smart")).isEqualTo("100x100");
    assertThat(size(engine, "resize:777x555,fit=fill")).isEqualTo("777x555");
  }

  @OnEveryEngine
  void geometryStepsMoveTheRightPixels(ImageEngine engine) {
    assertThat(size(engine, "crop:10,20,100,50")).isEqualTo("100x50");
    assertThat(size(engine, "crop:10%,10%,50%,50%")).isEqualTo("200x150");
    assertThat(size(engine, "rotate:90")).isEqualTo("300x400");
    assertThat(size(engine, "rotate:45")).isEqualTo("495x495");
    assertThat(size(engine, "extend:10,20,30,40")).isEqualTo("460x340");
    assertThat(corner(engine, "rotate:180")).isEqualTo("black");
    assertThat(corner(engine, "flip/flop")).isEqualTo("black");
    assertThat(corner(engine, "crop:w=20,h=20,g=southeast")).isEqualTo("black");
    assertThat(corner(engine, "crop:w=20,h=20,g=northwest")).isEqualTo("white");
    assertThat(corner(engine, "resize:40x40,fit=cover,g=west")).isEqualTo("white");
    assertThat(corner(engine, "flip")).isEqualTo("other");
  }

  @OnEveryEngine
  void theOrientationIsAppliedAndCleared(ImageEngine engine) {
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] turned = Fixtures.orientedJpeg(200, 100, orientation);
      RenderResult result = render(engine, turned, "jpeg:q=95,meta=keep");
      int width = orientation > 4 ? 100 : 200;

      assertThat(result.width()).as("orientation " + orientation).isEqualTo(width);
      assertThat(engine.probe(ImageSource.of(result.bytes().duplicate())).orientation())
          .isEqualTo(1);
    }
    assertThat(corner(engine, Fixtures.orientedJpeg(200, 100, 3), "jpeg")).isEqualTo("black");
    assertThat(corner(engine, Fixtures.orientedJpeg(200, 100, 3), "autoorient:off/jpeg"))
        .isEqualTo("white");
  }

  @OnEveryEngine
  void grayscaleHasNoColour(ImageEngine engine) {
    BufferedImage grey = Fixtures.decoded(render(engine, Fixtures.jpeg(100, 80), "grayscale/png"));

    int argb = grey.getRGB(70, 20);
    assertThat(argb >> 16 & 0xff).isCloseTo(argb & 0xff, Offset.offset(1));
  }

  @OnEveryEngine
  void transparencySurvivesOrIsLaidOverWhite(ImageEngine engine) {
    byte[] png = Fixtures.encoded(Fixtures.transparentPicture(120, 90), "png");

    BufferedImage kept = Fixtures.decoded(render(engine, png, "resize:60x/png"));
    BufferedImage flat = Fixtures.decoded(render(engine, png, "resize:60x/jpeg:q=100"));
    BufferedImage coloured =
        Fixtures.decoded(render(engine, png, "resize:60x/background:ff0000/png"));

    assertThat(kept.getRGB(30, 22) >>> 24).isZero();
    assertThat(flat.getRGB(30, 22) & 0xff).isGreaterThan(245);
    assertThat(coloured.getRGB(30, 22)).isEqualTo(0xffff0000);
  }

  @OnEveryEngine
  void autoFollowsWhatTheReaderAccepts(ImageEngine engine) {
    byte[] png = Fixtures.encoded(Fixtures.transparentPicture(60, 40), "png");
    RenderOptions onlyJpeg =
        RenderOptions.defaults().withAcceptedFormats(List.of(ImageFormat.JPEG));

    assertThat(
            engine.render(ImageSource.of(png), Recipes.parseText("resize:30x"), onlyJpeg).format())
        .isEqualTo(ImageFormat.PNG);
    assertThat(
            engine
                .render(
                    ImageSource.of(Fixtures.encoded(Fixtures.picture(60, 40), "png")),
                    Recipes.parseText("resize:30x"),
                    onlyJpeg)
                .format())
        .isEqualTo(ImageFormat.JPEG);
  }

  @OnEveryEngine
  void aResultFitsItsBudget(ImageEngine engine) {
    byte[] source = Fixtures.jpeg(600, 400);
    RenderResult result = render(engine, source, "jpeg:q=95,mb=9000");

    assertThat(result.bytes().remaining()).isBetween(5000, 9000);
    assertThat(code(engine, source, "bmp:mb=9000")).isEqualTo(FailureCode.OUTPUT_TOO_LARGE);
  }

  @OnEveryEngine
  void severalRecipesShareOneDecode(ImageEngine engine) {
    List<RenderOutcome> outcomes =
        engine.renderAll(
            ImageSource.of(Fixtures.jpeg(400, 300)),
            List.of(
                Recipes.parseText("resize:200x/png"),
                Recipes.parseText("crop:999,999,10,10"),
                Recipes.parseText("resize:100x/jpeg")),
            RenderOptions.defaults());

    assertThat(outcomes.get(0).orThrow().width()).isEqualTo(200);
    assertThat(outcomes.get(1)).isInstanceOf(RenderOutcome.Refused.class);
    assertThat(outcomes.get(2).orThrow().width()).isEqualTo(100);
  }

  @OnEveryEngine
  void aBadWatermarkRefusesItsRecipeOnly(ImageEngine engine) {
    byte[] mark = Fixtures.encoded(Fixtures.picture(30, 20), "png");
    for (byte[] bad : List.of(new byte[0], Arrays.copyOf(mark, 20), Arrays.copyOf(mark, 60))) {
      List<RenderOutcome> outcomes =
          engine.renderAll(
              ImageSource.of(Fixtures.jpeg(400, 300)),
              List.of(
                  Recipes.parseText("resize:200x/watermark:img_1/jpeg"),
                  Recipes.parseText("resize:100x/jpeg")),
              RenderOptions.defaults().withImages(id -> ImageSource.of(bad)));

      assertThat(refused(() -> outcomes.get(0).orThrow())).isEqualTo(FailureCode.CORRUPT_IMAGE);
      assertThat(outcomes.get(1).orThrow().width()).isEqualTo(100);
    }
  }

  @OnEveryEngine
  void cutAndBrokenFilesAreRefused(ImageEngine engine) {
    for (String format : List.of("jpeg", "png", "gif", "bmp", "tiff")) {
      byte[] whole = Fixtures.encoded(Fixtures.picture(300, 200), format);
      assertThat(code(engine, Arrays.copyOf(whole, whole.length / 2), "resize:50x"))
          .as(format)
          .isEqualTo(FailureCode.CORRUPT_IMAGE);
    }
    assertThat(code(engine, new byte[0], "flip")).isEqualTo(FailureCode.CORRUPT_IMAGE);
    assertThat(code(engine, "hello, this is text".getBytes(StandardCharsets.UTF_8), "flip"))
        .isEqualTo(FailureCode.UNSUPPORTED_FORMAT);
  }

  @OnEveryEngine
  void limitsAreCheckedBeforeDecoding(ImageEngine engine) {
    byte[] bomb = Fixtures.encoded(Fixtures.picture(10, 10), "png");
    ByteBuffer.wrap(bomb).putInt(16, 50_000).putInt(20, 50_000);

    assertThat(code(engine, bomb, "resize:10x")).isEqualTo(FailureCode.TOO_MANY_PIXELS);
    assertThat(code(engine, Fixtures.jpeg(10, 10), "resize:16000x16000,fit=fill"))
        .isEqualTo(FailureCode.OUTPUT_TOO_LARGE);
    assertThat(code(engine, Fixtures.jpeg(100, 100), "extend:16384"))
        .isEqualTo(FailureCode.OUTPUT_TOO_LARGE);
  }

  @OnEveryEngine
  void lateAndCancelledWorkStops(ImageEngine engine) {
    CancelToken token = new CancelToken();
    token.cancel();
    ImageSource source = ImageSource.of(Fixtures.jpeg(100, 100));

    assertThat(
            refused(
                () ->
                    engine.render(
                        source,
                        Recipes.parseText("flip"),
                        RenderOptions.defaults().withCancel(token))))
        .isEqualTo(FailureCode.CANCELLED);
    assertThat(
            refused(
                () ->
                    engine.render(
                        source,
                        Recipes.parseText("flip"),
                        RenderOptions.defaults().withDeadline(Instant.now().minusSeconds(1)))))
        .isEqualTo(FailureCode.DEADLINE);
  }

  private static RenderResult render(ImageEngine engine, byte[] source, String recipe) {
    return engine.render(
        ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults());
  }

  private static String size(ImageEngine engine, String recipe) {
    RenderResult result = render(engine, Fixtures.jpeg(400, 300), recipe + "/png");
    BufferedImage seen = Fixtures.decoded(result);
    assertThat(seen.getWidth()).isEqualTo(result.width());
    assertThat(seen.getHeight()).isEqualTo(result.height());
    return result.width() + "x" + result.height();
  }

  private static String corner(ImageEngine engine, String recipe) {
    return corner(engine, Fixtures.jpeg(400, 300), recipe + "/png");
  }

  private static String corner(ImageEngine engine, byte[] source, String recipe) {
    int rgb = Fixtures.decoded(render(engine, source, recipe)).getRGB(3, 3);
    int red = rgb >> 16 & 0xff;
    int green = rgb >> 8 & 0xff;
    return red > 230 && green > 230 ? "white" : red < 25 && green < 25 ? "black" : "other";
  }

  private static FailureCode code(ImageEngine engine, byte[] source, String recipe) {
    return refused(() -> render(engine, source, recipe));
  }

  private static FailureCode refused(ThrowingCallable work) {
    FailureException failure = catchThrowableOfType(FailureException.class, work);
    return failure == null ? null : failure.failure().code();
  }
}
