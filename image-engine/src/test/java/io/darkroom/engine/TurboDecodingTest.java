package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.image.ColourModel;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
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
        "resize:160x/grayscale/jpeg:q=95",
        "resize:300x/jpeg:q=95",
        "resize:320x/rotate:90/webp:q=95"
      })
  void progressiveFilesBecomeSmallerHere(String recipe) {
    same(bytes(render(vips, jpeg, "jpeg:p,q=92")), recipe);
    same(bytes(render(vips, jpeg, "grayscale/jpeg:p,q=92")), recipe);
  }

  @Test
  void progressiveFilesThatStayLargerAreLeftToLibvips() {
    byte[] progressive = bytes(render(vips, jpeg, "jpeg:p"));

    assertThat(render(turbo, progressive, "resize:400x/jpeg").engineLane()).isEqualTo("libvips");
    assertThat(render(turbo, progressive, "resize:300x/jpeg:chroma=444").engineLane())
        .isEqualTo("libvips");
    assertThat(render(turbo, progressive, "flip/jpeg").engineLane()).isEqualTo("libvips");
  }

  @Test
  void aProgressiveFileIsHeavyWhereAllOfItIsHeld() {
    ImageInfo large =
        new ImageInfo(
            ImageFormat.JPEG, 4000, 3000, 1, 3, 8, false, 1, true, false, ColourModel.RGB, true);

    assertThat(plan(large, "resize:800x/jpeg")).isEqualTo("turbo NORMAL");
    assertThat(plan(large, "resize:2000x/jpeg")).isEqualTo("turbo NORMAL");
    assertThat(plan(large, "resize:2001x/jpeg")).isEqualTo("libvips HEAVY");
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
      assertThat(render(turbo, large, "resize:4800x/jpeg").engineLane()).isEqualTo("turbo");
      assertThat(render(turbo, large, "resize:4801x/jpeg").engineLane()).isEqualTo("libvips");
    }
  }

  /** OpenCV cannot be stopped, and our decoder has half the size only with half of the colours. */
  @Test
  void aLargePictureGoesToLibvipsWhereARecipeNeedsAllColoursOfItsHalf() {
    int[] block = new int[64];
    block[0] = 100; // middle grey would look as if data were missing
    List<List<int[]>> blocks =
        Stream.of(1200 * 500, 600 * 250, 600 * 250)
            .map(count -> Collections.nCopies(count, block))
            .toList();
    byte[] large = new JpegCoefficients(9600, 4000, List.of(0x22, 0x11, 0x11), blocks).baseline(0);
    List<String> texts = List.of("resize:4000x/jpeg", "resize:1000x/jpeg:chroma=444");

    assertThat(texts)
        .allSatisfy(text -> assertThat(render(turbo, large, text).engineLane()).isEqualTo("turbo"));
    assertThat(
            turbo.renderAll(
                ImageSource.of(large),
                texts.stream().map(Recipes::parseText).toList(),
                RenderOptions.defaults()))
        .extracting(outcome -> outcome.orThrow().engineLane())
        .containsOnly("libvips");
  }

  @Test
  void whatNeedsPixelsAsTheyAreMayBeMadeTogetherWithWidths() {
    List<String> texts = List.of("crop:10,10,300,200/jpeg:q=95", "resize:100x/jpeg:q=95");
    byte[] small = Fixtures.jpeg(600, 400);

    List<RenderOutcome> together =
        turbo.renderAll(
            ImageSource.of(small),
            texts.stream().map(Recipes::parseText).toList(),
            RenderOptions.defaults());

    for (int i = 0; i < texts.size(); i++) {
      RenderResult result = together.get(i).orThrow();
      BufferedImage alone = Fixtures.decoded(seen(render(turbo, small, texts.get(i))));
      assertThat(result.engineLane()).isEqualTo("turbo");
      assertThat(Fixtures.difference(Fixtures.decoded(seen(result)), alone)).isLessThan(TOLERANCE);
    }
  }

  @Test
  void widthsOfAPhotographAreMadeTogetherHereUpToHalfOfIt() {
    byte[] large = Fixtures.jpeg(2405, 1803);
    List<String> texts =
        List.of("resize:1201x/jpeg:q=95", "resize:501x377/jpeg:q=95", "resize:149x/webp:q=95");
    List<Recipe> recipes = texts.stream().map(Recipes::parseText).toList();

    List<RenderOutcome> together =
        turbo.renderAll(ImageSource.of(large), recipes, RenderOptions.defaults());

    for (int i = 0; i < texts.size(); i++) {
      RenderResult result = together.get(i).orThrow();
      BufferedImage expected = Fixtures.decoded(seen(render(vips, large, texts.get(i))));
      assertThat(result.engineLane()).isEqualTo("turbo");
      assertThat(Fixtures.difference(Fixtures.decoded(seen(result)), expected))
          .as(texts.get(i))
          .isLessThan(TOLERANCE);
      same(large, texts.get(i));
    }
    assertThat(render(turbo, large, "resize:1204x/jpeg").engineLane()).isEqualTo("libvips");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"resize:100x/jpeg:q=100", "resize:101x/jpeg:q=100", "resize:99x/webp:q=100"})
  void coloursStayWhereTheyAreThoughHalfOfTheirSamplesAreMade(String recipe) {
    BufferedImage stripes = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 600; y++) {
      for (int x = 0; x < 800; x++) {
        stripes.setRGB(x, y, (x / 160 + y / 120) % 2 == 0 ? 0xc04030 : 0x3050b0);
      }
    }

    byte[] source = Fixtures.encoded(stripes, "jpeg");
    BufferedImage exact = Fixtures.decoded(render(vips, source, recipe.replaceAll("/.*", "/png")));
    RenderResult fast = render(turbo, source, recipe);

    assertThat(fast.engineLane()).isEqualTo("turbo");
    assertThat(Fixtures.difference(Fixtures.decoded(seen(fast)), exact))
        .isLessThan(
            0.3 + Fixtures.difference(Fixtures.decoded(seen(render(vips, source, recipe))), exact));
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
