package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.image.ColourModel;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the turbo lane takes because it decodes it itself: progressive and large JPEG. */
@ExtendWith(Engines.Extension.class)
class TurboDecodingTest {
  /** As between the other lanes: root mean square difference, of 255. */
  private static final double TOLERANCE = 3;

  private static ImageEngine turbo;
  private static ImageEngine vips;
  private static byte[] jpeg;

  @BeforeAll
  static void find(Engines engines) {
    Assumptions.assumeTrue(engines.all().size() == 3, "not all lanes load here");
    vips = engines.all().get(1);
    turbo = engines.all().get(2);
    jpeg = Fixtures.jpeg(800, 600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resize:160x/jpeg:q=95",
        "resize:80x/webp:q=95",
        "resize:100x80,fit=cover,g=north/jpeg:q=95,chroma=444",
        "resize:160x/grayscale/jpeg:q=95"
      })
  void progressiveFilesBecomeMuchSmallerHere(String recipe) {
    same(bytes(render(vips, jpeg, "jpeg:p,q=92")), recipe);
    same(bytes(render(vips, jpeg, "grayscale/jpeg:p,q=92")), recipe);
  }

  @Test
  void progressiveFilesThatStayLargerAreLeftToLibvips() {
    byte[] progressive = bytes(render(vips, jpeg, "jpeg:p"));

    assertThat(render(turbo, progressive, "resize:300x/jpeg").engineLane()).isEqualTo("libvips");
    assertThat(render(turbo, progressive, "flip/jpeg").engineLane()).isEqualTo("libvips");
  }

  @Test
  void aProgressiveFileIsHeavyWhereAllOfItIsHeld() {
    ImageInfo large =
        new ImageInfo(
            ImageFormat.JPEG, 4000, 3000, 1, 3, 8, false, 1, true, false, ColourModel.RGB);

    assertThat(plan(large, "resize:800x/jpeg")).isEqualTo("turbo NORMAL");
    assertThat(plan(large, "resize:2000x/jpeg")).isEqualTo("libvips HEAVY");
    assertThat(plan(large, "resize:800x/png")).isEqualTo("libvips NORMAL");
    assertThat(plan(large, "resize:800x/png:meta=keep")).isEqualTo("libvips HEAVY");
  }

  @Test
  void whatIsDecodedHereMayBeAsLargeAsTheLimitsAllow() {
    List<int[]> blocks = Collections.nCopies(1200 * 1000, new int[64]);
    byte[] file = new JpegCoefficients(9600, 8000, List.of(0x11), List.of(blocks)).baseline(0);
    byte[] remarks = new byte[300 * 65_002];
    for (int at = 0; at < remarks.length; at += 65_002) {
      ByteBuffer.wrap(remarks).putInt(at, 0xfffe0000 | 65_000);
    }
    byte[] longer =
        ByteBuffer.allocate(file.length + remarks.length)
            .put(file, 0, 2)
            .put(remarks)
            .put(file, 2, file.length - 2)
            .array();

    for (byte[] large : List.of(file, longer)) {
      assertThat(render(turbo, large, "resize:1000x/jpeg").engineLane()).isEqualTo("turbo");
      assertThat(render(turbo, large, "resize:4000x/jpeg").engineLane()).isEqualTo("libvips");
    }
  }

  private static String plan(ImageInfo info, String recipe) {
    RenderPlan plan = turbo.plan(info, Recipes.parseText(recipe), EngineLimits.defaults());
    return plan.engineLane() + " " + plan.lane();
  }

  private static void same(byte[] source, String recipe) {
    RenderResult fast = render(turbo, source, recipe);
    BufferedImage expected = Fixtures.decoded(seen(render(vips, source, recipe)));

    assertThat(fast.engineLane()).as(recipe).isEqualTo("turbo");
    assertThat(Fixtures.difference(Fixtures.decoded(seen(fast)), expected))
        .as(recipe)
        .isLessThan(TOLERANCE);
  }

  /** As PNG, which the JDK reads without any filter of its own. */
  private static RenderResult seen(RenderResult result) {
    return render(vips, bytes(result), "png");
  }

  private static RenderResult render(ImageEngine engine, byte[] source, String recipe) {
    return engine.render(
        ImageSource.of(source), Recipes.parseText(recipe), RenderOptions.defaults());
  }

  private static byte[] bytes(RenderResult result) {
    byte[] bytes = new byte[result.bytes().remaining()];
    result.bytes().duplicate().get(bytes);
    return bytes;
  }
}
