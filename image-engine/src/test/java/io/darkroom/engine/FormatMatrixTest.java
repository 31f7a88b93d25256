package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Every format that can be read into every format that can be written. */
class FormatMatrixTest {
  /** The brand "heic". */
  private static final int HEIC = 0x68656963;

  @OnEveryEngine
  void everyFormatBecomesEveryOther(ImageEngine engine) {
    BufferedImage expected = Fixtures.picture(60, 45);
    sources(engine, Fixtures.picture(120, 90))
        .forEach(
            (from, bytes) -> {
              for (ImageFormat to : engine.describe().writable()) {
                RenderResult result = render(engine, bytes, "resize:60x/" + to.wire());
                RenderResult seen = render(engine, result.bytes(), "png");

                assertThat(ImageFormat.sniff(head(result))).as(from + " to " + to).contains(to);
                assertThat(Fixtures.difference(Fixtures.decoded(seen), expected))
                    .as(from + " to " + to)
                    .isLessThan(to == ImageFormat.GIF || from == ImageFormat.GIF ? 20 : 12);
              }
            });
  }

  @OnEveryEngine
  void transparencyCrossesEveryFormatThatHasIt(ImageEngine engine) {
    sources(engine, Fixtures.transparentPicture(120, 90))
        .forEach(
            (from, bytes) -> {
              BufferedImage image = Fixtures.decoded(render(engine, bytes, "resize:60x/png"));
              int centre = image.getRGB(30, 22);

              if (from.supportsAlpha()) {
                assertThat(centre >>> 24).as(from.wire()).isLessThan(20);
              } else {
                assertThat(centre & 0xff).as(from.wire()).isGreaterThan(235);
              }
            });
  }

  @OnEveryEngine
  void theHeaderOfEveryFormatIsRead(ImageEngine engine, Engines engines) {
    sources(engines.all().getLast(), Fixtures.transparentPicture(120, 90))
        .forEach(
            (format, bytes) -> {
              ImageInfo info = engine.probe(ImageSource.of(bytes.duplicate()));

              assertThat(info.format()).isEqualTo(format);
              assertThat(info.width()).as(format.wire()).isEqualTo(120);
              assertThat(info.height()).as(format.wire()).isEqualTo(90);
              assertThat(info.hasAlpha()).as(format.wire()).isEqualTo(format.supportsAlpha());
            });
  }

  @OnEveryEngine
  void picturesOfPhonesWithoutACodecAreRefusedByName(ImageEngine engine, Engines engines) {
    RenderResult avif =
        render(
            engines.all().getLast(),
            ByteBuffer.wrap(Fixtures.encoded(Fixtures.picture(40, 30), "png")),
            engines.all().size() > 1 ? "avif" : "png");
    Assumptions.assumeTrue(avif.format() == ImageFormat.AVIF, "nothing writes AVIF here");
    byte[] file = new byte[avif.bytes().remaining()];
    avif.bytes().get(file);
    int brands = Math.min(ByteBuffer.wrap(file).getInt(0), file.length);
    for (int at = 8; at + 4 <= brands; at += 4) {
      ByteBuffer.wrap(file).putInt(at, HEIC);
    }
    FailureException refused =
        catchThrowableOfType(
            FailureException.class, () -> render(engine, ByteBuffer.wrap(file), "png"));
    assertThat(refused.failure().code()).isEqualTo(FailureCode.UNSUPPORTED_FORMAT);
    assertThat(refused.failure().detail()).contains("heic");
  }

  private static Map<ImageFormat, ByteBuffer> sources(ImageEngine engine, BufferedImage image) {
    ByteBuffer png = ByteBuffer.wrap(Fixtures.encoded(image, "png"));
    Map<ImageFormat, ByteBuffer> sources = new EnumMap<>(ImageFormat.class);
    for (ImageFormat format : engine.describe().writable()) {
      sources.put(format, render(engine, png, format.wire()).bytes());
    }
    return sources;
  }

  private static RenderResult render(ImageEngine engine, ByteBuffer bytes, String recipe) {
    return engine.render(
        ImageSource.of(bytes.duplicate()), Recipes.parseText(recipe), RenderOptions.defaults());
  }

  private static byte[] head(RenderResult result) {
    byte[] head = new byte[Math.min(64, result.bytes().remaining())];
    result.bytes().duplicate().get(head);
    return head;
  }
}
