package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The libvips lane decodes JPEG that becomes much smaller without libvips, except where metadata
 * are kept: both ways must give the same picture.
 */
@ExtendWith(Engines.Extension.class)
class ReducedJpegTest {
  /** Rounding and no more; root mean square, of 255. */
  private static final double ROUNDING = 0.8;

  private static ImageEngine vips;

  @BeforeAll
  static void find(Engines engines) {
    Assumptions.assumeTrue(engines.all().size() > 1, "libvips does not load here");
    vips = engines.all().get(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jpeg:q=92",
        "jpeg:q=92,p",
        "jpeg:q=92,chroma=444",
        "jpeg:q=92,chroma=444,p",
        "grayscale/jpeg:q=92",
        "grayscale/jpeg:q=92,p"
      })
  void pixelsAreThoseOfTheOtherDecoder(String kind) {
    byte[] file = made(Fixtures.jpeg(1003, 757), kind);

    same(file, "resize:150x");
    same(file, "resize:70x/flip");
    same(file, "resize:90x90,fit=cover,smart");
  }

  @Test
  void orientationIsApplied() {
    same(Fixtures.orientedJpeg(1003, 757, 6), "resize:150x");
    same(Fixtures.orientedJpeg(1003, 757, 3), "resize:80x/flip");
  }

  @Test
  void profilesAreConverted() throws IOException {
    byte[] file = made(bytes("wide.jpg"), "resize:900x/jpeg:q=95,icc=keep");

    assertThat(vips.probe(ImageSource.of(file)).hasIcc()).isTrue();
    same(file, "resize:100x");
    assertThat(vips.probe(ImageSource.of(made(file, "resize:100x/png:icc=keep"))).hasIcc())
        .isTrue();
  }

  @Test
  void whatIsLookedAtIsTheSame() {
    byte[] baseline = made(Fixtures.jpeg(1203, 757), "jpeg:q=95");
    byte[] progressive = made(Fixtures.jpeg(1203, 757), "jpeg:q=95,p");

    assertThat(details(progressive).blurhash()).isEqualTo(details(baseline).blurhash());
    assertThat(details(progressive).perceptualHash()).isEqualTo(details(baseline).perceptualHash());
  }

  private static ImageDetails details(byte[] file) {
    return vips.inspect(ImageSource.of(file), RenderOptions.defaults());
  }

  private static void same(byte[] file, String steps) {
    byte[] ours = made(file, steps + "/png");
    byte[] theirs = made(file, steps + "/png:meta=keep");

    assertThat(Fixtures.difference(picture(ours), picture(theirs))).isLessThan(ROUNDING);
  }

  private static BufferedImage picture(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] made(byte[] file, String recipe) {
    ByteBuffer bytes =
        vips.render(ImageSource.of(file), Recipes.parseText(recipe), RenderOptions.defaults())
            .bytes();
    byte[] made = new byte[bytes.remaining()];
    bytes.get(made);
    return made;
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = ReducedJpegTest.class.getResourceAsStream("golden/" + name)) {
      return in.readAllBytes();
    }
  }
}
