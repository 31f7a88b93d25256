package io.darkroom.engine.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.engine.Headers;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Colours of inks by a table beside those of a transform of libvips. */
class InkTableTest {
  private static final int SIDE = 120;

  /** Of 255. The transform interpolates between points of a grid as well, but of another one. */
  private static final int FARTHEST = 10;

  private static final double USUAL = 1;

  @Test
  void coloursAreThoseOfATransform() throws IOException {
    try (Scope scope = new Scope(BundledVips.open(), new InkTables())) {
      for (byte[] profile : new byte[][] {{}, profile(scope)}) {
        byte[] inks = new byte[SIDE * SIDE * 4];
        new Random(3).nextBytes(inks);
        VipsImage image = InkTable.image(scope, inks, SIDE, profile);
        byte[] expected = Colours.transform(image, true).set("depth", 8).run().samples();

        byte[] colours = InkTable.of(scope, profile).colours(inks);

        long sum = 0;
        for (int i = 0; i < expected.length; i++) {
          int off = Math.abs((colours[i] & 0xff) - (expected[i] & 0xff));
          assertThat(off).isLessThanOrEqualTo(FARTHEST);
          sum += off;
        }
        assertThat((double) sum / expected.length).isLessThan(USUAL);
      }
    }
  }

  @Test
  void pointsOfTheGridAreExact() throws IOException {
    try (Scope scope = new Scope(BundledVips.open(), new InkTables())) {
      InkTable table = InkTable.of(scope, new byte[0]);

      assertThat(table.colours(new byte[] {0, 0, 0, 0})).containsExactly(-1, -1, -1);
      byte[] ends = {0, 0, 0, 0, -1, -1, -1, -1, 17, 34, 51, 0, -1, 0, 17, 0};
      byte[] expected =
          Colours.transform(InkTable.image(scope, ends, 4, new byte[0]), true)
              .set("depth", 8)
              .run()
              .samples();
      byte[] colours = table.colours(ends);
      for (int i = 0; i < expected.length; i++) {
        assertThat(colours[i] & 0xff).isCloseTo(expected[i] & 0xff, within(2));
      }
    }
  }

  @Test
  void tablesAreKeptForTheProfilesUsedLast() throws IOException {
    InkTables tables = new InkTables();
    try (Scope scope = new Scope(BundledVips.open(), tables)) {
      InkTable first = tables.of(scope, profile(scope));
      InkTable other = tables.of(scope, new byte[0]);

      assertThat(tables.of(scope, profile(scope))).isSameAs(first).isNotSameAs(other);
      assertThat(tables.of(scope, new byte[0])).isSameAs(other);
    }
  }

  private static byte[] profile(Scope scope) throws IOException {
    try (InputStream in =
        InkTableTest.class.getResourceAsStream("/io/darkroom/engine/golden/cmyk-profile.jpg")) {
      ImageSource source = ImageSource.of(in.readAllBytes());
      return new Loader(scope, source, Headers.read(source), RenderOptions.defaults())
          .shrunk(1)
          .fieldBytes(VipsImage.PROFILE);
    }
  }
}
