package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The turbo lane takes only what it does as libvips does it, and leaves everything else. */
@ExtendWith(Engines.Extension.class)
class TurboLaneTest {
  /** As between the other lanes: root mean square difference, of 255. */
  private static final double TOLERANCE = 3;

  private static final byte[] MARK = Fixtures.encoded(Fixtures.transparentPicture(120, 80), "png");

  private static ImageEngine turbo;
  private static ImageEngine vips;
  private static byte[] jpeg;
  private static byte[] webp;

  @BeforeAll
  static void find(Engines engines) {
    Assumptions.assumeTrue(engines.all().size() == 3, "not all lanes load here");
    vips = engines.all().get(1);
    turbo = engines.all().get(2);
    jpeg = Fixtures.jpeg(800, 600);
    webp = bytes(render(vips, jpeg, "webp:q=95"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resize:300x/jpeg:q=95",
        "resize:120x/webp:q=95",
        "resize:100x80,fit=contain,bg=ff0000/jpeg:q=95,chroma=444",
        "resize:100x80,fit=cover,g=north/jpeg:q=95",
        "resize:100x80,fit=cover,fx=0.2,fy=0.9/jpeg:q=95",
        "resize:100x80,fit=fill/jpeg:q=95",
        "resize:300x/crop:10,20,100,50/jpeg:q=95",
        "resize:300x/rotate:90/jpeg:q=95",
        "resize:300x/rotate:-90/flip/jpeg:q=95",
        "resize:300x/rotate:180/flop/jpeg:q=95",
        "resize:300x/blur:3/jpeg:q=95",
        "resize:300x/watermark:img_1/jpeg:q=95",
        "resize:300x/watermark:img_1,scale=0.5,opacity=0.5,g=northwest,x=5,y=7/jpeg:q=95",
        "resize:300x/watermark:img_1,tile,x=13,y=5/jpeg:q=95",
        "resize:300x/watermark:img_1,x=-20,y=-10/jpeg:q=95",
        "resize:300x/grayscale/watermark:img_1/jpeg:q=95",
        "resize:300x/grayscale/resize:100x/jpeg:q=95",
        "grayscale/blur:5/jpeg:q=95"
      })
  void pixelsAreThoseOfLibvips(String recipe) {
    same(jpeg, recipe);
    same(webp, recipe);
  }

  @Test
  void everyOrientationIsApplied() {
    for (int orientation = 2; orientation <= 8; orientation++) {
      same(Fixtures.orientedJpeg(800, 600, orientation), "resize:200x/jpeg:q=95");
      same(Fixtures.orientedJpeg(400, 300, orientation), "flop/jpeg:q=95");
      same(Fixtures.orientedJpeg(800, 600, orientation), "autoorient:off/resize:90x/jpeg:q=95");
    }
  }

  @Test
  void greySourcesStayGrey() {
    byte[] grey = Fixtures.encoded(Fixtures.greyPicture(800, 600), "jpeg");

    same(grey, "resize:200x/jpeg:q=95");
    same(grey, "resize:200x/webp:q=95");
    same(grey, "resize:200x200,fit=contain,bg=00ff00/jpeg:q=95");
  }

  @ParameterizedTest
  @CsvSource({
    "jpeg, resize:200x/png",
    "jpeg, 'resize:200x/jpeg:p'",
    "jpeg, resize:200x/jpeg:meta=keep",
    "jpeg, resize:200x/webp:lossless",
    "jpeg, resize:200x/webp:e=6",
    "jpeg, 'resize:200x,kernel=cubic/jpeg'",
    "jpeg, 'resize:200x200,fit=cover,smart/jpeg'",
    "jpeg, resize:200x/rotate:45/jpeg",
    "jpeg, resize:200x/sepia/jpeg",
    "jpeg, resize:900x/jpeg",
    "jpeg, resize:700x/jpeg",
    "progressive.jpg, resize:60x/jpeg",
    "cmyk.jpg, resize:30x/jpeg",
    "alpha.webp, resize:30x/webp",
    "plain.png, resize:30x/jpeg"
  })
  void theRestIsLeftToLibvips(String source, String recipe) throws IOException {
    byte[] bytes = source.equals("jpeg") ? jpeg : golden(source);

    assertThat(render(turbo, bytes, recipe).engineLane()).isEqualTo("libvips");
  }

  @Test
  void coloursOfAnotherProfileAreLeftToLibvips() {
    assertThat(render(turbo, profiled("sRGB IEC61966-2.1"), "resize:90x/jpeg").engineLane())
        .isEqualTo("turbo");
    assertThat(render(turbo, profiled("Display P3"), "resize:90x/jpeg").engineLane())
        .isEqualTo("libvips");
  }

  @Test
  void cutFilesAreRefusedWhereverTheyAreCut() {
    byte[] progressive = bytes(render(vips, jpeg, "jpeg:p"));
    for (byte[] whole : List.of(jpeg, progressive, webp)) {
      for (int i = 1; i < 24; i++) {
        byte[] cut = Arrays.copyOf(whole, whole.length - (i < 8 ? i : whole.length * i / 25));
        assertThat(code(turbo, cut))
            .as(cut.length + " of " + whole.length)
            .isEqualTo(code(vips, cut));
      }
      assertThat(code(turbo, Arrays.copyOf(whole, whole.length / 2)))
          .isEqualTo(FailureCode.CORRUPT_IMAGE);
    }
    byte[] ended = Arrays.copyOf(jpeg, jpeg.length / 2);
    ended[ended.length - 2] = (byte) 0xff;
    ended[ended.length - 1] = (byte) 0xd9;
    assertThat(code(turbo, ended)).isEqualTo(FailureCode.CORRUPT_IMAGE);
  }

  /** OpenCV would take all the memory that the chunk asks for, and ten seconds. */
  @Test
  void aMarkWithAChunkLongerThanItsFileIsLeftToLibvips() {
    byte[] mark = MARK.clone();
    int data = new String(mark, StandardCharsets.ISO_8859_1).indexOf("IDAT");
    ByteBuffer.wrap(mark).putInt(data - Integer.BYTES, 0xf4000000);

    assertThat(marked(turbo, MARK)).isEqualTo("turbo");
    assertThat(marked(turbo, mark)).isEqualTo(marked(vips, mark)).isNotEqualTo("turbo");
  }

  @Test
  void autoIsSettledBeforeTheLaneIsChosen() {
    assertThat(auto(List.of(ImageFormat.WEBP))).isEqualTo("webp by turbo");
    assertThat(auto(List.of())).isEqualTo("jpeg by turbo");
    assertThat(auto(List.of(ImageFormat.AVIF, ImageFormat.WEBP))).isEqualTo("avif by libvips");
  }

  @Test
  void outputsOfOneSourceTakeOneLaneAndKeepTheirOrder() {
    assertThat(together("resize:300x/jpeg", "resize:100x/webp"))
        .containsExactly("300 jpeg turbo", "100 webp turbo");
    assertThat(together("resize:300x/jpeg", "resize:200x/png", "resize:100x/webp", "sepia/jpeg"))
        .containsExactly(
            "300 jpeg libvips", "200 png libvips", "100 webp libvips", "800 jpeg libvips");
  }

  @Test
  void whatIsNotLoadedIsNamed() {
    assertThat(turbo.describe().missing()).isEmpty();
    assertThat(vips.describe().missing()).containsEntry("turbo", "switched off");
    assertThat(turbo.describe().version()).isNotEqualTo(vips.describe().version());
  }

  @Test
  void withoutItsLibrariesTheOthersGoOn(@TempDir Path folder) throws IOException {
    Path noFolder = Files.createFile(folder.resolve("taken"));
    EngineConfig config = new EngineConfig(Optional.empty(), noFolder, Set.of());
    try (ImageEngine engine = ImageEngine.open(config)) {
      assertThat(engine.describe().missing()).containsEntry("turbo", "OpenCV does not load here");
      assertThat(render(engine, jpeg, "resize:90x/jpeg").engineLane()).isEqualTo("libvips");
    }
  }

  private static List<String> together(String... recipes) {
    List<Recipe> parsed = Stream.of(recipes).map(Recipes::parseText).toList();
    return turbo.renderAll(ImageSource.of(jpeg), parsed, RenderOptions.defaults()).stream()
        .map(RenderOutcome::orThrow)
        .map(r -> r.width() + " " + r.format().wire() + " " + r.engineLane())
        .toList();
  }

  private static void same(byte[] source, String recipe) {
    RenderResult fast = render(turbo, source, recipe);
    BufferedImage expected = Fixtures.decoded(seen(render(vips, source, recipe)));

    assertThat(fast.engineLane()).as(recipe).isEqualTo("turbo");
    assertThat(Fixtures.difference(Fixtures.decoded(seen(fast)), expected))
        .as(recipe)
        .isLessThan(TOLERANCE);
  }

  private static String auto(List<ImageFormat> accepted) {
    RenderResult result =
        turbo.render(
            ImageSource.of(jpeg),
            Recipes.parseText("resize:200x"),
            RenderOptions.defaults().withAcceptedFormats(accepted));
    return result.format().wire() + " by " + result.engineLane();
  }

  /** As PNG, which the JDK reads without any filter of its own. */
  private static RenderResult seen(RenderResult result) {
    return render(vips, bytes(result), "png");
  }

  private static RenderResult render(ImageEngine engine, byte[] source, String recipe) {
    return engine.render(
        ImageSource.of(source),
        Recipes.parseText(recipe),
        RenderOptions.defaults().withImages(id -> ImageSource.of(MARK)));
  }

  /** The lane that lays a mark on a picture, or why it cannot. */
  private static String marked(ImageEngine engine, byte[] mark) {
    RenderOptions options = RenderOptions.defaults().withImages(id -> ImageSource.of(mark));
    Recipe recipe = Recipes.parseText("resize:90x/watermark:img_1/jpeg");
    try {
      return engine.render(ImageSource.of(jpeg), recipe, options).engineLane();
    } catch (FailureException refused) {
      return refused.failure().code().name();
    }
  }

  private static FailureCode code(ImageEngine engine, byte[] source) {
    FailureException failure =
        catchThrowableOfType(
            FailureException.class, () -> render(engine, source, "resize:90x/jpeg"));
    return failure == null ? null : failure.failure().code();
  }

  private static byte[] bytes(RenderResult result) {
    byte[] bytes = new byte[result.bytes().remaining()];
    result.bytes().duplicate().get(bytes);
    return bytes;
  }

  /** The JPEG with a profile that has a name and nothing else. */
  private static byte[] profiled(String name) {
    byte[] text = ("ICC_PROFILE\0\1\1" + name).getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(jpeg.length + 4 + text.length)
        .put(jpeg, 0, 2)
        .put(new byte[] {(byte) 0xff, (byte) 0xe2, 0, (byte) (text.length + 2)})
        .put(text)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = TurboLaneTest.class.getResourceAsStream("golden/" + name)) {
      return in.readAllBytes();
    }
  }
}
