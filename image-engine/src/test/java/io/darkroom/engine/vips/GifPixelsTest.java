package io.darkroom.engine.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.engine.Headers;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.LaneDeclinedException;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.RenderResult;
import io.darkroom.engine.gif.GifFiles;
import io.darkroom.engine.plan.ResizeGeometry;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our decoder shows what libvips' own shows, byte for byte. */
class GifPixelsTest {
  private static final int FILES = 500;

  private static Libvips vips;

  @BeforeAll
  static void find() throws IOException {
    vips = BundledVips.open();
  }

  @Test
  void framesAreThoseOfLibvips() {
    for (int seed = 0; seed < FILES; seed++) {
      byte[] file = GifFiles.random(new Random(seed));
      ImageInfo info = Headers.read(ImageSource.of(file));
      try (Scope scope = new Scope(vips, new InkTables())) {
        VipsImage ours = ours(scope, file, info).decode(0, info.frames());
        VipsImage theirs = theirs(scope, file, 0, -1);

        assertThat(withAlpha(ours)).as("file %d", seed).isEqualTo(withAlpha(theirs));
        assertThat(ours.hasAlpha() && !theirs.hasAlpha()).as("alpha of %d", seed).isFalse();
        if (info.frames() > 1) {
          assertThat(ours.fieldNumbers("delay")).isEqualTo(theirs.fieldNumbers("delay"));
          assertThat(ours.field("loop", -1)).isEqualTo(theirs.field("loop", -2));
          assertThat(ours.field("page-height", -1)).isEqualTo(theirs.field("page-height", -2));
        }
      }
    }
  }

  @Test
  void anyFrameCanBeDecodedAlone() {
    for (int seed = 0; seed < FILES / 10; seed++) {
      byte[] file = GifFiles.random(new Random(seed));
      ImageInfo info = Headers.read(ImageSource.of(file));
      for (int i = 0; i < info.frames(); i++) {
        try (Scope scope = new Scope(vips, new InkTables())) {
          assertThat(withAlpha(ours(scope, file, info).decode(i, 1)))
              .as("frame %d of %d", i, seed)
              .isEqualTo(withAlpha(theirs(scope, file, i, 1)));
        }
      }
    }
  }

  /** In memory the columns of all frames are scaled together, in a stream frame by frame. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "resize:5x",
        "resize:3x2,fit=fill",
        "resize:1x1,fit=fill",
        "resize:7x5,fit=cover,kernel=linear",
        "resize:7x5,fit=contain,kernel=nearest",
        "resize:50x3,fit=fill",
        "resize:3x50,fit=fill"
      })
  void bothWaysOfResizingGiveTheSamePixels(String recipe) {
    Resize resize = (Resize) Recipes.parseText(recipe + "/gif").steps().getFirst();
    for (int seed = 0; seed < FILES / 10; seed++) {
      byte[] file = GifFiles.random(new Random(seed));
      ImageInfo info = Headers.read(ImageSource.of(file));
      if (info.frames() > 1) {
        try (Scope scope = new Scope(vips, new InkTables())) {
          VipsImage together = ours(scope, file, info).decode(0, info.frames());
          VipsImage apart = theirs(scope, file, 0, -1);

          assertThat(resized(together, resize))
              .as("file %d", seed)
              .isEqualTo(resized(apart, resize));
        }
      }
    }
  }

  /** Later frames are decoded while libvips works; what is wrong with them is found only then. */
  @ParameterizedTest
  @ValueSource(strings = {"resize:5x/gif", "webp:lossless", "flip/gif", "gif:mb=100000"})
  void damagedFilesEndAsTheyDoWithLibvipsAlone(String recipe) {
    Random random = new Random(20261201);
    int late = 0;
    int rescued = 0;
    for (int i = 0; i < FILES / 5; i++) {
      byte[] file = GifFiles.random(new Random(i));
      file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      String alone = end(file, recipe, Loader::foreign);
      assertThat(end(file, recipe, loader -> loader)).as("file %d", i).isEqualTo(alone);
      if (!decodes(file)) {
        late++;
        rescued += alone.startsWith("made") ? 1 : 0;
      }
    }
    assertThat(late).isGreaterThan(FILES / 100);
    assertThat(rescued).isPositive();
  }

  private static String end(byte[] file, String recipe, UnaryOperator<Loader> decoders) {
    RenderOptions options = RenderOptions.defaults();
    try (ImageSource source = ImageSource.of(file);
        Scope scope = new Scope(vips, new InkTables())) {
      ImageInfo info = Headers.read(source);
      Loader loader = decoders.apply(new Loader(scope, source, info, options));
      Set<ImageFormat> writable = EnumSet.allOf(ImageFormat.class);
      Fonts none = new Fonts(Map.of());
      RenderResult result =
          new Pipeline(scope, loader, info, options, none, writable)
              .render(List.of(Recipes.parseText(recipe)))
              .getFirst()
              .orThrow();
      return "made " + result.bytes().hashCode() + " of " + result.frames();
    } catch (FailureException refused) {
      return refused.failure().code().toString();
    }
  }

  /** Whether ours, having taken the file on, shows all of it. */
  private static boolean decodes(byte[] file) {
    try (Scope scope = new Scope(vips, new InkTables())) {
      ImageInfo info = Headers.read(ImageSource.of(file));
      VipsImage strip;
      try {
        strip = ours(scope, file, info).decode(0, info.frames());
      } catch (LaneDeclinedException early) {
        return true;
      }
      strip.samples();
      return true;
    } catch (VipsException late) {
      return false;
    } catch (FailureException refused) {
      return true;
    }
  }

  private static byte[] resized(VipsImage strip, Resize resize) {
    Picture picture = Animation.of(strip);
    ResizeGeometry to = ResizeGeometry.of(picture.width(), picture.height(), resize);
    return withAlpha(Animation.join(Animation.resize(picture, resize, to, true)));
  }

  private static GifPixels ours(Scope scope, byte[] file, ImageInfo info) {
    return new GifPixels(scope, ImageSource.of(file), info, RenderOptions.defaults());
  }

  private static VipsImage theirs(Scope scope, byte[] file, int first, int count) {
    return scope
        .operation("gifload_buffer")
        .blob("buffer", scope.bytes(ImageSource.of(file)))
        .set("page", first)
        .set("n", count)
        .set("fail_on", "warning")
        .run();
  }

  private static byte[] withAlpha(VipsImage image) {
    return Colours.withAlpha(image).samples();
  }
}
